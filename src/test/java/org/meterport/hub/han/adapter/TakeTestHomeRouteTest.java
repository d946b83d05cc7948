package org.meterport.hub.han.adapter;

import java.util.Map;
import org.meterport.hub.api.adapter.OperationFrame;

class TakeTestHomeRouteTest extends OperationFrame {

    TakeTestHomeRouteTest() {
        super("take-test-home", "testHomeApi", "", Map.of());
    }
}
