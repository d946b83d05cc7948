package org.meterport.hub.han.adapter;

import java.util.Map;
import org.meterport.hub.api.adapter.OperationFrame;

class GetDeviceRouteTest extends OperationFrame {

    GetDeviceRouteTest() {
        super("get-device", "hanDeviceApi", "", Map.of("deviceId", "dev_7"));
    }
}
