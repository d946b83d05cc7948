package org.meterport.hub.han.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.meterport.han.headend.HeadEndUnavailable;
import org.meterport.hub.routing.ParkedFlows;
import org.meterport.hub.routing.RouteUnderTest;

class HanHandOverRouteTest {

    private final List<Object> noted = new ArrayList<>();

    private long waits;
    private int turnAtTry = 1;
    private int tries;

    private final ParkedFlows parked = new ParkedFlows();

    @RegisterExtension
    final RouteUnderTest route = RouteUnderTest.load("han-hand-over")
            .with("han-dispatch-few")
            .property("meterport.han.dispatch-few.uri", "direct:few")
            .property("meterport.dead-letter.uri", "mock:dead-letter")
            .property("meterport.han.head-end.uri", "mock:head-end")
            .bean("hanDispatch", new Dispatch())
            .failureBeans(parked);

    @Test
    void submitsTheBatchAndNotesTheAnswers() throws InterruptedException {
        route.mock("head-end").expectedBodiesReceived("batch of han_1:0:250");
        route.mock("head-end").whenAnyExchangeReceived(e -> e.getMessage().setBody("answers"));

        route.send("direct:han-hand-over", "han_1:0:250");

        route.assertMocks();
        assertThat(noted).containsExactly("answers");
    }

    @Test
    void asksNothingOfTheHeadEndWhenNothingMayBeSent() throws InterruptedException {
        route.mock("head-end").expectedMessageCount(0);

        Exchange sent = route.send("direct:han-hand-over", "nothing");

        assertThat(sent.getException()).isNull();
        route.assertMocks();
        assertThat(noted).isEmpty();
    }

    @Test
    void parksTheFlowThatCalledWhileTheHeadEndIsAway() throws InterruptedException {
        route.mock("dead-letter").expectedMessageCount(0);
        route.mock("head-end").whenAnyExchangeReceived(e -> e.setException(new HeadEndUnavailable("offline")));

        Exchange sent = route.send("direct:few", "han_1:0:9", Map.of("JMSXDeliveryCount", 9));

        assertThat(sent.getException()).isInstanceOf(HeadEndUnavailable.class);
        assertThat(parked.all()).extracting(ParkedFlows.Parked::flow).containsExactly("han-dispatch-few");
        assertThat(noted).isEmpty();
        route.assertMocks();
    }

    @Test
    void givesUpAChunkThatKeepsFailing() throws InterruptedException {
        route.mock("dead-letter").expectedBodiesReceived("han_1:0:9");
        route.mock("head-end").whenAnyExchangeReceived(e -> e.setException(new IllegalStateException("a defect")));

        Exchange sent = route.send("direct:few", "han_1:0:9", Map.of("JMSXDeliveryCount", 5));

        assertThat(sent.getException()).isNull();
        route.assertMocks();
    }

    @Test
    void looksAgainUntilItIsTheChunksTurnAtItsMeters() throws InterruptedException {
        turnAtTry = 3;
        route.mock("head-end").expectedBodiesReceived("batch of han_1:0:250");

        route.send("direct:han-hand-over", "han_1:0:250");

        route.assertMocks();
        assertThat(tries).isEqualTo(3);
    }

    @Test
    void waitsForTheHeadEndsRateBeforeItLooksAtTheGrants() {
        waits = 300;
        long before = System.nanoTime();

        route.send("direct:han-hand-over", "nothing");

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    /** Stands for all steps around the head-end. */
    public final class Dispatch {

        public void reserve(Exchange exchange) {
            exchange.setProperty("hanTurn", false);
            exchange.setProperty("hanWait", waits);
        }

        public void takeTurn(Exchange exchange) {
            tries++;
            exchange.setProperty("hanTurn", tries >= turnAtTry);
            exchange.setProperty("hanWait", 1L);
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
