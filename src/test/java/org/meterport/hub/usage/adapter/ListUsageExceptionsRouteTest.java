package org.meterport.hub.usage.adapter;

import org.junit.jupiter.api.Test;
import org.meterport.hub.agreement.adapter.ApiOperationFlow;

class ListUsageExceptionsRouteTest {

    @Test
    void opensAnswersAndWrites() {
        ApiOperationFlow.assertOpensAnswersAndWrites("list-usage-exceptions", "completenessApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String exceptions(String call) {
            return "answered(" + call + ")";
        }
    }
}
