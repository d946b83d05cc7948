package org.meterport.hub.han.adapter;

import org.junit.jupiter.api.Test;
import org.meterport.hub.agreement.adapter.ApiOperationFlow;

class ListHanRequestsRouteTest {

    @Test
    void opensAnswersAndWrites() {
        ApiOperationFlow.assertOpensAnswersAndWrites("list-han-requests", "hanApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String list(String call) {
            return "answered(" + call + ")";
        }
    }
}
