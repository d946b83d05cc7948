package org.meterport.hub.schedule.adapter;

import org.junit.jupiter.api.Test;
import org.meterport.hub.api.adapter.OperationFlow;

class SmtNewSubscriptionRouteTest {

    @Test
    void opensAnswersAndWrites() {
        OperationFlow.assertOpensAnswersAndWrites("smt-new-subscription", "smtSubscriptionsApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String create(String call) {
            return "answered(" + call + ")";
        }
    }
}
