package org.meterport.hub.schedule.adapter;

import org.junit.jupiter.api.Test;
import org.meterport.hub.api.adapter.OperationFlow;

class SmtMySubscriptionsRouteTest {

    @Test
    void opensAnswersAndWrites() {
        OperationFlow.assertOpensAnswersAndWrites("smt-my-subscriptions", "smtSubscriptionsApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String list(String call) {
            return "answered(" + call + ")";
        }
    }
}
