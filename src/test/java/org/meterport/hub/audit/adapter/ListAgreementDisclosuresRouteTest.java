package org.meterport.hub.audit.adapter;

import org.junit.jupiter.api.Test;
import org.meterport.hub.agreement.adapter.ApiOperationFlow;

class ListAgreementDisclosuresRouteTest {

    @Test
    void opensAnswersAndWrites() {
        ApiOperationFlow.assertOpensAnswersAndWrites("list-agreement-disclosures", "auditApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String ofAgreement(String call) {
            return "answered(" + call + ")";
        }
    }
}
