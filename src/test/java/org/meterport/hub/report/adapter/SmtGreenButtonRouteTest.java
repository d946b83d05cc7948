package org.meterport.hub.report.adapter;

import org.junit.jupiter.api.Test;
import org.meterport.hub.api.adapter.OperationFlow;

class SmtGreenButtonRouteTest {

    @Test
    void opensAnswersAndWrites() {
        OperationFlow.assertOpensAnswersAndWrites("smt-green-button", "smtReadsApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String greenButton(String call) {
            return "answered(" + call + ")";
        }
    }
}
