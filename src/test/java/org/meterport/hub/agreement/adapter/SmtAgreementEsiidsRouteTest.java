package org.meterport.hub.agreement.adapter;

import org.junit.jupiter.api.Test;

class SmtAgreementEsiidsRouteTest {

    @Test
    void opensAnswersAndWrites() {
        ApiOperationFlow.assertOpensAnswersAndWrites("smt-agreement-esiids", "smtAgreementsApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String esiids(String call) {
            return "answered(" + call + ")";
        }
    }
}
