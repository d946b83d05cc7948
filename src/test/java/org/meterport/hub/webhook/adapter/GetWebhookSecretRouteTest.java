package org.meterport.hub.webhook.adapter;

import org.junit.jupiter.api.Test;
import org.meterport.hub.api.adapter.OperationFlow;

class GetWebhookSecretRouteTest {

    @Test
    void opensAnswersAndWrites() {
        OperationFlow.assertOpensAnswersAndWrites("get-webhook-secret", "webhookApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String secret(String call) {
            return "answered(" + call + ")";
        }
    }
}
