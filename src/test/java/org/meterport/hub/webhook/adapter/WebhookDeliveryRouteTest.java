package org.meterport.hub.webhook.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.meterport.hub.routing.RouteUnderTest;
import org.meterport.hub.shared.Unavailable;

class WebhookDeliveryRouteTest {

    private final List<String> delivered = new ArrayList<>();

    @RegisterExtension
    final RouteUnderTest route = RouteUnderTest.load("webhook-delivery")
            .property("meterport.webhook.delivery.uri", "direct:in")
            .property("meterport.dead-letter.uri", "mock:dead-letter")
            .bean("deliverWebhook", new Deliver())
            .failureBeans();

    @Test
    void delivers() {
        route.send("direct:in", "whd_1");

        assertThat(delivered).containsExactly("whd_1");
    }

    @Test
    void leavesTheDeliveryWithTheBrokerWhileTheDatabaseIsAway() throws InterruptedException {
        route.mock("dead-letter").expectedMessageCount(0);

        Exchange sent = route.send("direct:in", "away");

        assertThat(sent.getException()).isInstanceOf(Unavailable.class);
        route.assertMocks();
    }

    /** Notes what it is to deliver. */
    public final class Deliver {

        public void deliver(String id) {
            if (id.equals("away")) {
                throw new Unavailable("database", "cannot be reached", null);
            }
            delivered.add(id);
        }
    }
}
