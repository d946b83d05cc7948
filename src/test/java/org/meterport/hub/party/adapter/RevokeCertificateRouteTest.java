package org.meterport.hub.party.adapter;

import org.junit.jupiter.api.Test;
import org.meterport.hub.agreement.adapter.ApiOperationFlow;

class RevokeCertificateRouteTest {

    @Test
    void opensAnswersAndWrites() {
        ApiOperationFlow.assertOpensAnswersAndWrites("revoke-certificate", "certificateApi", new Api());
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public String revoke(String call) {
            return "answered(" + call + ")";
        }
    }
}
