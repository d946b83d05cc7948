package org.meterport.hub.han.adapter;

import java.util.Map;
import org.meterport.hub.api.adapter.OperationFrame;

class CancelAllLoadControlRouteTest extends OperationFrame {

    CancelAllLoadControlRouteTest() {
        super("cancel-all-load-control", "hanApi", "{\"addresses\": [{\"esiid\": \"10443720000000011\"}]}", Map.of());
    }
}
