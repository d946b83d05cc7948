package org.meterport.hub.han.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.meterport.han.headend.HeadEndUnavailable;
import org.meterport.hub.routing.RouteUnderTest;

class HanDispatchRouteTest {

    @RegisterExtension
    final RouteUnderTest route = RouteUnderTest.load("han-dispatch")
            .property("meterport.han.dispatch.uri", "direct:in")
            .property("meterport.dead-letter.uri", "mock:dead-letter")
            .mockFlow("han-hand-over")
            .failureBeans();

    @Test
    void handsTheChunkOverWithoutHeadersFromOutside() throws InterruptedException {
        route.mock("han-hand-over").expectedBodiesReceived("han_1:0:9");

        route.send("direct:in", "han_1:0:9", Map.of("CamelZigbeeSepTarget", "10443720000000011"));

        route.assertMocks();
        assertThat(route.mock("han-hand-over")
                        .getExchanges()
                        .get(0)
                        .getMessage()
                        .getHeaders())
                .doesNotContainKey("CamelZigbeeSepTarget");
    }

    @Test
    void leavesTheChunkWithTheBrokerWhileTheHeadEndIsAway() throws InterruptedException {
        route.mock("dead-letter").expectedMessageCount(0);
        route.mock("han-hand-over").whenAnyExchangeReceived(e -> e.setException(new HeadEndUnavailable("offline")));

        Exchange sent = route.send("direct:in", "han_1:0:9", Map.of("JMSXDeliveryCount", 9));

        assertThat(sent.getException()).isInstanceOf(HeadEndUnavailable.class);
        route.assertMocks();
    }
}
