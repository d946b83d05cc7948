package org.meterport.hub.agreement.adapter;

import org.junit.jupiter.api.Test;

class GetAgreementRouteTest {

    @Test
    void opensAnswersAndWrites() {
        ApiOperationFlow.assertOpensAnswersAndWrites("get-agreement", "agreementApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String get(String call) {
            return "answered(" + call + ")";
        }
    }
}
