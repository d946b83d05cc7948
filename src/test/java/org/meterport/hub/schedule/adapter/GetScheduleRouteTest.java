package org.meterport.hub.schedule.adapter;

import org.junit.jupiter.api.Test;
import org.meterport.hub.api.adapter.OperationFlow;

class GetScheduleRouteTest {

    @Test
    void opensAnswersAndWrites() {
        OperationFlow.assertOpensAnswersAndWrites("get-schedule", "scheduleApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String get(String call) {
            return "answered(" + call + ")";
        }
    }
}
