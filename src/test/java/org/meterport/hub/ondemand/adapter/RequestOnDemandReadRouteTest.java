package org.meterport.hub.ondemand.adapter;

import org.junit.jupiter.api.Test;
import org.meterport.hub.api.adapter.OperationFlow;

class RequestOnDemandReadRouteTest {

    @Test
    void opensAnswersAndWrites() {
        OperationFlow.assertOpensAnswersAndWrites("request-on-demand-read", "onDemandApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String request(String call) {
            return "answered(" + call + ")";
        }
    }
}
