package org.meterport.hub.report.adapter;

import org.junit.jupiter.api.Test;
import org.meterport.hub.api.adapter.OperationFlow;

class RequestReportRouteTest {

    @Test
    void opensAnswersAndWrites() {
        OperationFlow.assertOpensAnswersAndWrites("request-report", "reportApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String request(String call) {
            return "answered(" + call + ")";
        }
    }
}
