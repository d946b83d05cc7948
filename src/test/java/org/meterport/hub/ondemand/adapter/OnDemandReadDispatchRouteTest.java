package org.meterport.hub.ondemand.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.meterport.han.headend.HeadEndUnavailable;
import org.meterport.hub.routing.RouteUnderTest;

class OnDemandReadDispatchRouteTest {

    private final List<Object> noted = new ArrayList<>();

    @RegisterExtension
    final RouteUnderTest route = RouteUnderTest.load("on-demand-read-dispatch")
            .property("meterport.ondemand.dispatch.uri", "direct:in")
            .property("meterport.ondemand.read.uri", "mock:head-end")
            .property("meterport.dead-letter.uri", "mock:dead-letter")
            .bean("onDemandDispatch", new Dispatch())
            .failureBeans();

    @Test
    void asksTheMeterAndNotesTheAnswer() throws InterruptedException {
        route.mock("head-end").expectedBodiesReceived("odr_1");

        route.send("direct:in", "odr_1");

        route.assertMocks();
        assertThat(noted).containsExactly("odr_1");
    }

    @Test
    void asksNothingOfAReadThatHasEnded() throws InterruptedException {
        route.mock("head-end").expectedMessageCount(0);

        route.send("direct:in", "ended");

        route.assertMocks();
        assertThat(noted).isEmpty();
    }

    @Test
    void leavesTheReadWithTheBrokerWhileTheHeadEndIsAway() throws InterruptedException {
        route.mock("dead-letter").expectedMessageCount(0);
        route.mock("head-end").whenAnyExchangeReceived(e -> e.setException(new HeadEndUnavailable("offline")));

        Exchange sent = route.send("direct:in", "odr_1", Map.of("JMSXDeliveryCount", 9));

        assertThat(sent.getException()).isInstanceOf(HeadEndUnavailable.class);
        route.assertMocks();
    }

    /** Stands for both steps around the head-end. */
    public final class Dispatch {

        public void prepare(Exchange exchange) {
            String id = exchange.getMessage().getBody(String.class);
            if (!id.equals("ended")) {
                exchange.setProperty(OnDemandDispatch.ASK, "10443720000000011");
            }
        }

        public void answered(Exchange exchange) {
            noted.add(exchange.getMessage().getBody());
        }
    }
}
