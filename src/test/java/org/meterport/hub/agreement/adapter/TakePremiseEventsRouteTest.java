package org.meterport.hub.agreement.adapter;

import org.junit.jupiter.api.Test;

class TakePremiseEventsRouteTest {

    @Test
    void opensAnswersAndWrites() {
        ApiOperationFlow.assertOpensAnswersAndWrites("take-premise-events", "operatorApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String takePremiseEvents(String call) {
            return "answered(" + call + ")";
        }
    }
}
