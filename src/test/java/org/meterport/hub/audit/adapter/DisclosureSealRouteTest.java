package org.meterport.hub.audit.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.meterport.hub.routing.RouteUnderTest;
import org.meterport.hub.shared.Unavailable;

class DisclosureSealRouteTest {

    private final CountDownLatch ticks = new CountDownLatch(3);

    @RegisterExtension
    final RouteUnderTest route = RouteUnderTest.load("disclosure-seal")
            .property("meterport.audit.seal.period-millis", "10")
            .bean("sealDisclosures", new AwayDatabase());

    @Test
    void sealsAtEveryTickAlsoAfterOneThatFailed() throws InterruptedException {
        assertThat(route.context().isStarted()).isTrue();

        assertThat(ticks.await(30, TimeUnit.SECONDS)).isTrue();
    }

    /** Refuses every time. */
    public final class AwayDatabase {

        public int seal() {
            ticks.countDown();
            throw new Unavailable("database", "cannot be reached", null);
        }
    }
}
