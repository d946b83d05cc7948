package org.meterport.hub.agreement.adapter;

import org.junit.jupiter.api.Test;

class ResendInvitationRouteTest {

    @Test
    void opensAnswersAndWrites() {
        ApiOperationFlow.assertOpensAnswersAndWrites("resend-invitation", "invitationApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String resend(String call) {
            return "answered(" + call + ")";
        }
    }
}
