package org.meterport.hub.han.adapter;

import java.util.Map;
import org.meterport.hub.api.adapter.OperationFrame;

class GetHanRequestRouteTest extends OperationFrame {

    GetHanRequestRouteTest() {
        super("get-han-request", "hanApi", "", Map.of("requestId", "han_7"));
    }
}
