package org.meterport.hub.ondemand.adapter;

import org.junit.jupiter.api.Test;
import org.meterport.hub.api.adapter.OperationFlow;

class SmtOnDemandReadStatusRouteTest {

    @Test
    void opensAnswersAndWrites() {
        OperationFlow.assertOpensAnswersAndWrites("smt-on-demand-read-status", "smtOnDemandApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String status(String call) {
            return "answered(" + call + ")";
        }
    }
}
