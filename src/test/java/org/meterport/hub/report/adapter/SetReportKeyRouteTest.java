package org.meterport.hub.report.adapter;

import org.junit.jupiter.api.Test;
import org.meterport.hub.api.adapter.OperationFlow;

class SetReportKeyRouteTest {

    @Test
    void opensAnswersAndWrites() {
        OperationFlow.assertOpensAnswersAndWrites("set-report-key", "reportApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String setKey(String call) {
            return "answered(" + call + ")";
        }
    }
}
