package org.meterport.hub.conformance.adapter;

import org.junit.jupiter.api.Test;
import org.meterport.hub.agreement.adapter.ApiOperationFlow;

class GetConformanceRouteTest {

    @Test
    void opensAnswersAndWrites() {
        ApiOperationFlow.assertOpensAnswersAndWrites("get-conformance", "conformanceApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String get(String call) {
            return "answered(" + call + ")";
        }
    }
}
