package org.meterport.hub.ondemand.adapter;

import org.junit.jupiter.api.Test;
import org.meterport.hub.api.adapter.OperationFlow;

class GetOnDemandReadRouteTest {

    @Test
    void opensAnswersAndWrites() {
        OperationFlow.assertOpensAnswersAndWrites("get-on-demand-read", "onDemandApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String get(String call) {
            return "answered(" + call + ")";
        }
    }
}
