package org.meterport.hub.routing.adapter;

import org.junit.jupiter.api.Test;
import org.meterport.hub.agreement.adapter.ApiOperationFlow;

class ReplayDeadLettersRouteTest {

    @Test
    void opensAnswersAndWrites() {
        ApiOperationFlow.assertOpensAnswersAndWrites("replay-dead-letters", "deadLetterApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String replay(String call) {
            return "answered(" + call + ")";
        }
    }
}
