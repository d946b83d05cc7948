package org.meterport.hub.agreement.adapter;

import org.junit.jupiter.api.Test;

class GetInvitationRouteTest {

    @Test
    void opensAnswersAndWrites() {
        ApiOperationFlow.assertOpensAnswersAndWrites("get-invitation", "invitationApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String get(String call) {
            return "answered(" + call + ")";
        }
    }
}
