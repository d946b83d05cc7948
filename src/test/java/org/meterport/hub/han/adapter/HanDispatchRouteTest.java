package org.meterport.hub.han.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.meterport.han.headend.HeadEndUnavailable;
import org.meterport.hub.routing.RouteUnderTest;

class HanDispatchRouteTest {

    private final List<Object> noted = new ArrayList<>();

    private long waits;

    @RegisterExtension
    final RouteUnderTest route = RouteUnderTest.load("han-dispatch")
            .property("meterport.han.dispatch.uri", "direct:in")
            .property("meterport.han.head-end.uri", "mock:head-end")
            .property("meterport.dead-letter.uri", "mock:dead-letter")
            .bean("hanDispatch", new Dispatch())
            .failureBeans();

    @Test
    void submitsTheBatchAndNotesTheAnswers() throws InterruptedException {
        route.mock("head-end").expectedBodiesReceived("batch of han_1:0:250");
        route.mock("head-end").whenAnyExchangeReceived(e -> e.getMessage().setBody("answers"));

        route.send("direct:in", "han_1:0:250");

        route.assertMocks();
        assertThat(noted).containsExactly("answers");
    }

    @Test
    void asksNothingOfTheHeadEndWhenNothingMayBeSent() throws InterruptedException {
        route.mock("head-end").expectedMessageCount(0);

        Exchange sent = route.send("direct:in", "nothing");

        assertThat(sent.getException()).isNull();
        route.assertMocks();
        assertThat(noted).isEmpty();
    }

    @Test
    void leavesTheChunkWithTheBrokerWhileTheHeadEndIsAway() throws InterruptedException {
        route.mock("dead-letter").expectedMessageCount(0);
        route.mock("head-end").whenAnyExchangeReceived(e -> e.setException(new HeadEndUnavailable("offline")));

        Exchange sent = route.send("direct:in", "han_1:0:250", java.util.Map.of("JMSXDeliveryCount", 9));

        assertThat(sent.getException()).isInstanceOf(HeadEndUnavailable.class);
        route.assertMocks();
    }

    @Test
    void waitsForTheHeadEndsRateBeforeItLooksAtTheGrants() {
        waits = 300;
        long before = System.nanoTime();

        route.send("direct:in", "nothing");

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    /** Stands for all steps around the head-end. */
    public final class Dispatch {

        public void reserve(Exchange exchange) {
            exchange.setProperty("hanWait", waits);
        }

        public void prepare(Exchange exchange) {
            String chunk = exchange.getMessage().getBody(String.class);
            exchange.getMessage().setBody(chunk.equals("nothing") ? null : "batch of " + chunk);
        }

        public void answered(Exchange exchange) {
            noted.add(exchange.getMessage().getBody());
        }
    }
}
