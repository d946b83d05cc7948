package org.meterport.hub.webhook.adapter;

import org.junit.jupiter.api.Test;
import org.meterport.hub.api.adapter.OperationFlow;

class PingWebhookRouteTest {

    @Test
    void opensAnswersAndWrites() {
        OperationFlow.assertOpensAnswersAndWrites("ping-webhook", "webhookApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String ping(String call) {
            return "answered(" + call + ")";
        }
    }
}
