package org.meterport.hub.filedrop.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.meterport.hub.routing.RouteUnderTest;
import org.meterport.hub.shared.Unavailable;

class FilePurgeRouteTest {

    private final Purges purges = new Purges();

    @RegisterExtension
    final RouteUnderTest route = RouteUnderTest.load("file-purge")
            .property("meterport.filedrop.purge.cron", "* * * * * ?")
            .failureBeans()
            .bean("purgeFiles", purges);

    @Test
    void purgesAgainAfterTheDiskFailed() throws InterruptedException {
        route.context();

        assertThat(purges.second.await(20, TimeUnit.SECONDS)).isTrue();
    }

    /** Fails the first time. */
    public static final class Purges {

        private final CountDownLatch second = new CountDownLatch(2);

        public int purge() {
            second.countDown();
            if (second.getCount() == 1) {
                throw new Unavailable("file drop", "old files cannot be removed", null);
            }
            return 0;
        }
    }
}
