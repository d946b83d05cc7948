package org.meterport.hub.han.adapter;

import java.util.Map;
import org.meterport.hub.api.adapter.OperationFrame;

class SendPriceRouteTest extends OperationFrame {

    SendPriceRouteTest() {
        super(
                "send-price",
                "hanApi",
                "{\"addresses\": [{\"esiid\": \"10443720000000011\"}], \"price\": \"0.1234\", \"durationMinutes\": 60}",
                Map.of());
    }
}
