package org.meterport.hub.han.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
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

    /** Notes what it hears. */
    public final class Outcomes {

        public void record(Object event) {
            if (event.equals("early")) {
                throw new Unavailable("dispatch", "the answer is not on record yet", null);
            }
            recorded.add(event);
        }
    }
}
