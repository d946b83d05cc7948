package org.meterport.hub.party.adapter;

import org.junit.jupiter.api.Test;
import org.meterport.hub.agreement.adapter.ApiOperationFlow;

class RegisterThirdPartyRouteTest {

    @Test
    void opensAnswersAndWrites() {
        ApiOperationFlow.assertOpensAnswersAndWrites("register-third-party", "companyApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String register(String call) {
            return "answered(" + call + ")";
        }
    }
}
