package org.meterport.hub.party.adapter;

import org.junit.jupiter.api.Test;
import org.meterport.hub.agreement.adapter.ApiOperationFlow;

class ApproveThirdPartyRouteTest {

    @Test
    void opensAnswersAndWrites() {
        ApiOperationFlow.assertOpensAnswersAndWrites("approve-third-party", "companyApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String approve(String call) {
            return "answered(" + call + ")";
        }
    }
}
