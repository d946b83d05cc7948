package org.meterport.hub.han.adapter;

import java.util.Map;
import org.meterport.hub.api.adapter.OperationFrame;

class ListDevicesRouteTest extends OperationFrame {

    ListDevicesRouteTest() {
        super("list-devices", "hanDeviceApi", "", Map.of("limit", "7"));
    }
}
