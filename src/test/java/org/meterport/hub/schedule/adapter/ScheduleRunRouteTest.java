package org.meterport.hub.schedule.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.meterport.hub.routing.RouteUnderTest;

class ScheduleRunRouteTest {

    private final Runs runs = new Runs();

    @RegisterExtension
    final RouteUnderTest route = RouteUnderTest.load("schedule-run")
            .property("meterport.schedule.cron", "* * * * * ?")
            .failureBeans()
            .bean("runSchedules", runs);

    @Test
    void looksAgainAfterAFailure() throws InterruptedException {
        route.context();

        assertThat(runs.second.await(20, TimeUnit.SECONDS)).isTrue();
    }

    /** Fails the first time. */
    public static final class Runs {

        private final CountDownLatch second = new CountDownLatch(2);

        public int run() {
            second.countDown();
            if (second.getCount() == 1) {
                throw new IllegalStateException("the first time fails");
            }
            return 0;
        }
    }
}
