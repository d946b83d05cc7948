package org.meterport.hub.han.adapter;

import java.util.Map;
import org.meterport.hub.api.adapter.OperationFrame;

class CancelTextMessageRouteTest extends OperationFrame {

    CancelTextMessageRouteTest() {
        super("cancel-text-message", "hanApi", "{}", Map.of("requestId", "han_7"));
    }
}
