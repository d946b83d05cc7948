package org.meterport.hub.han.adapter;

import java.util.Map;
import org.meterport.hub.api.adapter.OperationFrame;

class RemoveDeviceRouteTest extends OperationFrame {

    RemoveDeviceRouteTest() {
        super("remove-device", "hanDeviceApi", "", Map.of("deviceId", "dev_7"));
    }
}
