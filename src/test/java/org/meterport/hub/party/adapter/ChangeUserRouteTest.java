package org.meterport.hub.party.adapter;

import org.junit.jupiter.api.Test;
import org.meterport.hub.agreement.adapter.ApiOperationFlow;

class ChangeUserRouteTest {

    @Test
    void opensAnswersAndWrites() {
        ApiOperationFlow.assertOpensAnswersAndWrites("change-user", "userApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String change(String call) {
            return "answered(" + call + ")";
        }
    }
}
