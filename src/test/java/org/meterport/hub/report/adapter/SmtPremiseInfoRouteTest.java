package org.meterport.hub.report.adapter;

import org.junit.jupiter.api.Test;
import org.meterport.hub.api.adapter.OperationFlow;

class SmtPremiseInfoRouteTest {

    @Test
    void opensAnswersAndWrites() {
        OperationFlow.assertOpensAnswersAndWrites("smt-premise-info", "smtReadsApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String premise(String call) {
            return "answered(" + call + ")";
        }
    }
}
