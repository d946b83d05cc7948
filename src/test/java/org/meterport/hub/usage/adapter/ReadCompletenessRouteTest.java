package org.meterport.hub.usage.adapter;

import org.junit.jupiter.api.Test;
import org.meterport.hub.agreement.adapter.ApiOperationFlow;

class ReadCompletenessRouteTest {

    @Test
    void opensAnswersAndWrites() {
        ApiOperationFlow.assertOpensAnswersAndWrites("read-completeness", "completenessApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String read(String call) {
            return "answered(" + call + ")";
        }
    }
}
