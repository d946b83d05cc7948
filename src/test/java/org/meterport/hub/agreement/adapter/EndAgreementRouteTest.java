package org.meterport.hub.agreement.adapter;

import org.junit.jupiter.api.Test;

class EndAgreementRouteTest {

    @Test
    void opensAnswersAndWrites() {
        ApiOperationFlow.assertOpensAnswersAndWrites("end-agreement", "agreementApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String end(String call) {
            return "answered(" + call + ")";
        }
    }
}
