package org.meterport.hub.report.adapter;

import org.junit.jupiter.api.Test;
import org.meterport.hub.api.adapter.OperationFlow;

class SmtReportRequestStatusRouteTest {

    @Test
    void opensAnswersAndWrites() {
        OperationFlow.assertOpensAnswersAndWrites("smt-report-request-status", "smtReportStatusApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String status(String call) {
            return "answered(" + call + ")";
        }
    }
}
