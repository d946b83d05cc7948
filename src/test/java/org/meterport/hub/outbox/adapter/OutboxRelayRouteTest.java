package org.meterport.hub.outbox.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.meterport.hub.routing.RouteUnderTest;
import org.meterport.hub.shared.Unavailable;

class OutboxRelayRouteTest {

    private final CountDownLatch ticks = new CountDownLatch(3);

    @RegisterExtension
    final RouteUnderTest route = RouteUnderTest.load("outbox-relay")
            .property("meterport.outbox.relay.period-millis", "10")
            .bean("outboxRelay", new AwayBroker());

    @Test
    void triesAgainAtTheNextTickWhileTheBrokerIsAway() throws InterruptedException {
        assertThat(route.context().isStarted()).isTrue();

        assertThat(ticks.await(30, TimeUnit.SECONDS)).isTrue();
    }

    /** Refuses every time. */
    public final class AwayBroker {

        public int relay() {
            ticks.countDown();
            throw new Unavailable("broker", "does not take messages", null);
        }
    }
}
