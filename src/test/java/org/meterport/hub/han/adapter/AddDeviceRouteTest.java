package org.meterport.hub.han.adapter;

import java.util.Map;
import org.meterport.hub.api.adapter.OperationFrame;

class AddDeviceRouteTest extends OperationFrame {

    AddDeviceRouteTest() {
        super(
                "add-device",
                "hanDeviceApi",
                "{\"esiid\": \"10443720000000011\", \"device\": \"000D6F000A9069E7\", \"installCode\": \"83FED3407A939723A5C639B26916D505C3B5\"}",
                Map.of());
    }
}
