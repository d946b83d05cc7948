package org.meterport.hub.agreement.adapter;

import org.junit.jupiter.api.Test;

class EraseCustomerRouteTest {

    @Test
    void opensAnswersAndWrites() {
        ApiOperationFlow.assertOpensAnswersAndWrites("erase-customer", "operatorApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String erase(String call) {
            return "answered(" + call + ")";
        }
    }
}
