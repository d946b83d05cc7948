package org.meterport.hub.report.adapter;

import org.junit.jupiter.api.Test;
import org.meterport.hub.api.adapter.OperationFlow;

class Smt15MinuteIntervalReadsRouteTest {

    @Test
    void opensAnswersAndWrites() {
        OperationFlow.assertOpensAnswersAndWrites("smt-15-minute-interval-reads", "smtIntervalsApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String answer(String call) {
            return "answered(" + call + ")";
        }
    }
}
