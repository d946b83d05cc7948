package org.meterport.hub.han.adapter;

import java.util.Map;
import org.meterport.hub.api.adapter.OperationFrame;

class SendTextMessageRouteTest extends OperationFrame {

    SendTextMessageRouteTest() {
        super(
                "send-text-message",
                "hanApi",
                "{\"addresses\": [{\"esiid\": \"10443720000000011\"}], \"text\": \"Hello\", \"durationMinutes\": 60}",
                Map.of());
    }
}
