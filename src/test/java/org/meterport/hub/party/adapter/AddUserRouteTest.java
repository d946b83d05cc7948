package org.meterport.hub.party.adapter;

import org.junit.jupiter.api.Test;
import org.meterport.hub.agreement.adapter.ApiOperationFlow;

class AddUserRouteTest {

    @Test
    void opensAnswersAndWrites() {
        ApiOperationFlow.assertOpensAnswersAndWrites("add-user", "userApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String add(String call) {
            return "answered(" + call + ")";
        }
    }
}
