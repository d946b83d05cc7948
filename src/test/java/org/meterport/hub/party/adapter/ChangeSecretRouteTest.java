package org.meterport.hub.party.adapter;

import org.junit.jupiter.api.Test;
import org.meterport.hub.agreement.adapter.ApiOperationFlow;

class ChangeSecretRouteTest {

    @Test
    void opensAnswersAndWrites() {
        ApiOperationFlow.assertOpensAnswersAndWrites("change-secret", "userApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String changeSecret(String call) {
            return "answered(" + call + ")";
        }
    }
}
