package org.meterport.hub.usage.adapter;

import org.junit.jupiter.api.Test;
import org.meterport.hub.agreement.adapter.ApiOperationFlow;

class InspectCompletenessRouteTest {

    @Test
    void opensAnswersAndWrites() {
        ApiOperationFlow.assertOpensAnswersAndWrites("inspect-completeness", "completenessApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String inspect(String call) {
            return "answered(" + call + ")";
        }
    }
}
