package org.meterport.hub.han.adapter;

import java.util.Map;
import org.meterport.hub.api.adapter.OperationFrame;

class CancelLoadControlRouteTest extends OperationFrame {

    CancelLoadControlRouteTest() {
        super("cancel-load-control", "hanApi", "{\"randomised\": true}", Map.of("requestId", "han_7"));
    }
}
