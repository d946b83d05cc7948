package org.meterport.hub.han.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.HeadEndEvent;
import org.meterport.han.headend.Level;
import org.meterport.han.headend.Token;
import org.meterport.hub.routing.RouteUnderTest;
import org.meterport.hub.shared.Unavailable;

class HanOutcomeRouteTest {

    private final List<Object> recorded = new ArrayList<>();

    @RegisterExtension
    final RouteUnderTest route = RouteUnderTest.load("han-outcome")
            .property("meterport.han.events.uri", "direct:in")
            .property("meterport.dead-letter.uri", "mock:dead-letter")
            .bean("hanOutcome", new Outcomes())
            .failureBeans();

    @Test
    void recordsWhatTheHeadEndTells() {
        Exchange sent = route.send("direct:in", "delivered");

        assertThat(sent.getException()).isNull();
        assertThat(recorded).containsExactly("delivered");
    }

    @Test
    void letsTheHeadEndTellAgainWhatCameTooEarly() {
        Exchange sent = route.send("direct:in", "early");

        assertThat(sent.getException()).isInstanceOf(Unavailable.class);
        assertThat(recorded).isEmpty();
    }

    @Test
    void givesUpAnEventThatFailsEachOfFiveTimes() throws Exception {
        var event = new HeadEndEvent.OfMessage(
                "e-1",
                new Token("t-1"),
                new Esiid("10443720000000011"),
                Optional.empty(),
                Level.ESI_DELIVERED,
                Instant.parse("2026-02-10T15:04:05Z"),
                OptionalInt.empty(),
                "");
        route.mock("dead-letter").expectedBodiesReceived(event.toString());

        try (var template = route.context().createProducerTemplate()) {
            for (int time = 1; time <= 5; time++) {
                Exchange told = template.send("direct:in", exchange -> {
                    exchange.getMessage().setBody(List.of(event));
                    exchange.getMessage().setMessageId(event.id());
                });
                assertThat(told.getException() == null)
                        .as("given up at time %d", time)
                        .isEqualTo(time == 5);
            }
        }

        route.assertMocks();
    }

    /** Notes what it hears. */
    public final class Outcomes {

        public void record(Exchange exchange) {
            Object event = exchange.getMessage().getBody();
            if (event.equals("early")) {
                throw new Unavailable("dispatch", "the answer is not on record yet", null);
            }
            if (event instanceof List) {
                throw new IllegalStateException("a defect");
            }
            recorded.add(event);
        }
    }
}
