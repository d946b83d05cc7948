package org.meterport.hub.han.adapter;

import java.util.Map;
import org.meterport.hub.api.adapter.OperationFrame;

class SendLoadControlRouteTest extends OperationFrame {

    SendLoadControlRouteTest() {
        super(
                "send-load-control",
                "hanApi",
                "{\"addresses\": [{\"esiid\": \"10443720000000011\"}], \"deviceClasses\": [\"WATER_HEATER\"], \"criticality\": \"GREEN\", \"dutyCyclePercent\": 50, \"durationMinutes\": 60}",
                Map.of());
    }
}
