package org.meterport.hub.agreement.adapter;

import org.junit.jupiter.api.Test;

class SmtMyAgreementsRouteTest {

    @Test
    void opensAnswersAndWrites() {
        ApiOperationFlow.assertOpensAnswersAndWrites("smt-my-agreements", "smtAgreementsApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String list(String call) {
            return "answered(" + call + ")";
        }
    }
}
