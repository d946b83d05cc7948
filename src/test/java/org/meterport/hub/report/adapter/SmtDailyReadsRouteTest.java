package org.meterport.hub.report.adapter;

import org.junit.jupiter.api.Test;
import org.meterport.hub.api.adapter.OperationFlow;

class SmtDailyReadsRouteTest {

    @Test
    void opensAnswersAndWrites() {
        OperationFlow.assertOpensAnswersAndWrites("smt-daily-reads", "smtReadsApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String daily(String call) {
            return "answered(" + call + ")";
        }
    }
}
