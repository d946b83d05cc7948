package org.meterport.hub.conformance.adapter;

import org.junit.jupiter.api.Test;
import org.meterport.hub.agreement.adapter.ApiOperationFlow;

class StartConformanceRouteTest {

    @Test
    void opensAnswersAndWrites() {
        ApiOperationFlow.assertOpensAnswersAndWrites("start-conformance", "conformanceApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String start(String call) {
            return "answered(" + call + ")";
        }
    }
}
