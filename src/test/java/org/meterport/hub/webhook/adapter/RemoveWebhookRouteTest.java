package org.meterport.hub.webhook.adapter;

import org.junit.jupiter.api.Test;
import org.meterport.hub.api.adapter.OperationFlow;

class RemoveWebhookRouteTest {

    @Test
    void opensAnswersAndWrites() {
        OperationFlow.assertOpensAnswersAndWrites("remove-webhook", "webhookApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String remove(String call) {
            return "answered(" + call + ")";
        }
    }
}
