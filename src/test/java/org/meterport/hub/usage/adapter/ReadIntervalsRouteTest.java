package org.meterport.hub.usage.adapter;

import org.junit.jupiter.api.Test;
import org.meterport.hub.api.adapter.OperationFlow;

class ReadIntervalsRouteTest {

    @Test
    void opensAnswersAndWrites() {
        OperationFlow.assertOpensAnswersAndWrites("read-intervals", "usageApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String intervals(String call) {
            return "answered(" + call + ")";
        }
    }
}
