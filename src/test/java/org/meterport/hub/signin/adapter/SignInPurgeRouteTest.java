package org.meterport.hub.signin.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.meterport.hub.routing.RouteUnderTest;
import org.meterport.hub.shared.Unavailable;

class SignInPurgeRouteTest {

    private final Purges purges = new Purges();

    @RegisterExtension
    final RouteUnderTest route = RouteUnderTest.load("sign-in-purge")
            .property("meterport.sign-in.purge.cron", "* * * * * ?")
            .failureBeans()
            .bean("limitSignIns", purges);

    @Test
    void purgesAgainAfterTheDatabaseWasAway() throws InterruptedException {
        route.context();

        assertThat(purges.second.await(20, TimeUnit.SECONDS)).isTrue();
    }

    /** Fails the first time. */
    public static final class Purges {

        private final CountDownLatch second = new CountDownLatch(2);

        public int purge() {
            second.countDown();
            if (second.getCount() == 1) {
                throw new Unavailable("database", "cannot be reached", null);
            }
            return 0;
        }
    }
}
