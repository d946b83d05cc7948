package org.meterport.hub.party.adapter;

import org.junit.jupiter.api.Test;
import org.meterport.hub.agreement.adapter.ApiOperationFlow;

class ListThirdPartiesRouteTest {

    @Test
    void opensAnswersAndWrites() {
        ApiOperationFlow.assertOpensAnswersAndWrites("list-third-parties", "companyApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String list(String call) {
            return "answered(" + call + ")";
        }
    }
}
