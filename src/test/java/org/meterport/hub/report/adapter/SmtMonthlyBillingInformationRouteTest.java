package org.meterport.hub.report.adapter;

import org.junit.jupiter.api.Test;
import org.meterport.hub.api.adapter.OperationFlow;

class SmtMonthlyBillingInformationRouteTest {

    @Test
    void opensAnswersAndWrites() {
        OperationFlow.assertOpensAnswersAndWrites("smt-monthly-billing-information", "smtReadsApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String monthly(String call) {
            return "answered(" + call + ")";
        }
    }
}
