package org.meterport.hub.routing.adapter;

import org.junit.jupiter.api.Test;
import org.meterport.hub.agreement.adapter.ApiOperationFlow;

class ListDeadLettersRouteTest {

    @Test
    void opensAnswersAndWrites() {
        ApiOperationFlow.assertOpensAnswersAndWrites("list-dead-letters", "deadLetterApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String list(String call) {
            return "answered(" + call + ")";
        }
    }
}
