package org.meterport.hub.audit.adapter;

import org.junit.jupiter.api.Test;
import org.meterport.hub.agreement.adapter.ApiOperationFlow;

class ListDisclosedEsiidsRouteTest {

    @Test
    void opensAnswersAndWrites() {
        ApiOperationFlow.assertOpensAnswersAndWrites("list-disclosed-esiids", "auditApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String reach(String call) {
            return "answered(" + call + ")";
        }
    }
}
