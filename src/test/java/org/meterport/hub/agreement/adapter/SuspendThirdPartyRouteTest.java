package org.meterport.hub.agreement.adapter;

import org.junit.jupiter.api.Test;

class SuspendThirdPartyRouteTest {

    @Test
    void opensAnswersAndWrites() {
        ApiOperationFlow.assertOpensAnswersAndWrites("suspend-third-party", "operatorApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String suspend(String call) {
            return "answered(" + call + ")";
        }
    }
}
