package org.meterport.hub.han.adapter;

import java.util.Map;
import org.meterport.hub.api.adapter.OperationFrame;

class GetTestHomeRouteTest extends OperationFrame {

    GetTestHomeRouteTest() {
        super("get-test-home", "testHomeApi", "", Map.of());
    }
}
