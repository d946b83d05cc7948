package org.meterport.hub.agreement.adapter;

import org.junit.jupiter.api.Test;

class SmtTerminateAgreementRouteTest {

    @Test
    void opensAnswersAndWrites() {
        ApiOperationFlow.assertOpensAnswersAndWrites("smt-terminate-agreement", "smtAgreementsApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String terminate(String call) {
            return "answered(" + call + ")";
        }
    }
}
