package org.meterport.hub.agreement.adapter;

import org.junit.jupiter.api.Test;

class SmtNewAgreementRouteTest {

    @Test
    void opensAnswersAndWrites() {
        ApiOperationFlow.assertOpensAnswersAndWrites("smt-new-agreement", "smtAgreementsApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String create(String call) {
            return "answered(" + call + ")";
        }
    }
}
