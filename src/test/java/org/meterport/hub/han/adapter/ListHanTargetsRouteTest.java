package org.meterport.hub.han.adapter;

import java.util.Map;
import org.meterport.hub.api.adapter.OperationFrame;

class ListHanTargetsRouteTest extends OperationFrame {

    ListHanTargetsRouteTest() {
        super("list-han-targets", "hanApi", "", Map.of("requestId", "han_7", "limit", "5"));
    }
}
