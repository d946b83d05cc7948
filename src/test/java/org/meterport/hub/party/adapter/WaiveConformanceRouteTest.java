package org.meterport.hub.party.adapter;

import org.junit.jupiter.api.Test;
import org.meterport.hub.agreement.adapter.ApiOperationFlow;

class WaiveConformanceRouteTest {

    @Test
    void opensAnswersAndWrites() {
        ApiOperationFlow.assertOpensAnswersAndWrites("waive-conformance", "companyApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String waiveConformance(String call) {
            return "answered(" + call + ")";
        }
    }
}
