package org.meterport.hub.agreement.adapter;

import org.junit.jupiter.api.Test;

class ConfirmDeletionRouteTest {

    @Test
    void opensAnswersAndWrites() {
        ApiOperationFlow.assertOpensAnswersAndWrites("confirm-deletion", "agreementApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String confirmDeletion(String call) {
            return "answered(" + call + ")";
        }
    }
}
