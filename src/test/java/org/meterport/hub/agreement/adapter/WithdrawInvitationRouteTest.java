package org.meterport.hub.agreement.adapter;

import org.junit.jupiter.api.Test;

class WithdrawInvitationRouteTest {

    @Test
    void opensAnswersAndWrites() {
        ApiOperationFlow.assertOpensAnswersAndWrites("withdraw-invitation", "invitationApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String withdraw(String call) {
            return "answered(" + call + ")";
        }
    }
}
