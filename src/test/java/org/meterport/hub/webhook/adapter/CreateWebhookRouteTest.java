package org.meterport.hub.webhook.adapter;

import org.junit.jupiter.api.Test;
import org.meterport.hub.api.adapter.OperationFlow;

class CreateWebhookRouteTest {

    @Test
    void opensAnswersAndWrites() {
        OperationFlow.assertOpensAnswersAndWrites("create-webhook", "webhookApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String create(String call) {
            return "answered(" + call + ")";
        }
    }
}
