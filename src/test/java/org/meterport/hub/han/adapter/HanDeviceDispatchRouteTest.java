package org.meterport.hub.han.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.meterport.han.headend.HeadEndUnavailable;
import org.meterport.hub.routing.RouteUnderTest;

class HanDeviceDispatchRouteTest {

    private final List<Object> noted = new ArrayList<>();

    @RegisterExtension
    final RouteUnderTest route = RouteUnderTest.load("han-device-dispatch")
            .property("meterport.han.device.uri", "direct:in")
            .property("meterport.han.provision.uri", "mock:provision")
            .property("meterport.han.deprovision.uri", "mock:deprovision")
            .property("meterport.dead-letter.uri", "mock:dead-letter")
            .bean("hanDeviceDispatch", new Dispatch())
            .failureBeans();

    @Test
    void asksToLetADeviceInAndNotesTheAnswer() throws InterruptedException {
        route.mock("provision").expectedBodiesReceived("order dev_1:add");
        route.mock("deprovision").expectedMessageCount(0);

        route.send("direct:in", "dev_1:add");

        route.assertMocks();
        assertThat(noted).containsExactly("order dev_1:add");
    }

    @Test
    void asksToTakeADeviceOut() throws InterruptedException {
        route.mock("provision").expectedMessageCount(0);
        route.mock("deprovision").expectedBodiesReceived("order dev_1:remove");

        route.send("direct:in", "dev_1:remove");

        route.assertMocks();
    }

    @Test
    void asksNothingWhereNothingIsLeftToAsk() throws InterruptedException {
        route.mock("provision").expectedMessageCount(0);
        route.mock("deprovision").expectedMessageCount(0);

        route.send("direct:in", "nothing");

        route.assertMocks();
        assertThat(noted).isEmpty();
    }

    @Test
    void leavesTheOrderWithTheBrokerWhileTheHeadEndIsAway() throws InterruptedException {
        route.mock("dead-letter").expectedMessageCount(0);
        route.mock("provision").whenAnyExchangeReceived(e -> e.setException(new HeadEndUnavailable("offline")));

        Exchange sent = route.send("direct:in", "dev_1:add", Map.of("JMSXDeliveryCount", 9));

        assertThat(sent.getException()).isInstanceOf(HeadEndUnavailable.class);
        route.assertMocks();
    }

    /** Stands for both steps around the head-end. */
    public final class Dispatch {

        public void prepare(Exchange exchange) {
            String word = exchange.getMessage().getBody(String.class);
            if (!word.equals("nothing")) {
                exchange.setProperty(HanDeviceDispatch.ASK, word.endsWith(":add") ? "provision" : "deprovision");
                exchange.getMessage().setBody("order " + word);
            }
        }

        public void answered(Exchange exchange) {
            noted.add(exchange.getMessage().getBody());
        }
    }
}
