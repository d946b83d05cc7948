package org.meterport.hub.party.adapter;

import org.junit.jupiter.api.Test;
import org.meterport.hub.agreement.adapter.ApiOperationFlow;

class AddCertificateRouteTest {

    @Test
    void opensAnswersAndWrites() {
        ApiOperationFlow.assertOpensAnswersAndWrites("add-certificate", "certificateApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String add(String call) {
            return "answered(" + call + ")";
        }
    }
}
