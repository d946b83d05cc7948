package org.meterport.hub.han.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.meterport.hub.routing.RouteUnderTest;

class HanSilenceRouteTest {

    private final Ticks ticks = new Ticks();

    @RegisterExtension
    final RouteUnderTest route = RouteUnderTest.load("han-silence")
            .property("meterport.han.silence.cron", "* * * * * ?")
            .bean("endSilence", ticks);

    @Test
    void goesOnTickingAfterAFailure() throws InterruptedException {
        route.context();

        assertThat(ticks.third.await(20, TimeUnit.SECONDS)).isTrue();
    }

    /** Fails the first time. */
    public static final class Ticks {

        private final CountDownLatch third = new CountDownLatch(3);

        public void sweep() {
            third.countDown();
            if (third.getCount() == 2) {
                throw new IllegalStateException("the first time fails");
            }
        }
    }
}
