package org.meterport.hub.usage.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.meterport.hub.routing.RouteUnderTest;
import org.meterport.hub.shared.Unavailable;

class UsageExceptionReportRouteTest {

    private final Reports reports = new Reports();

    @RegisterExtension
    final RouteUnderTest route = RouteUnderTest.load("usage-exception-report")
            .property("meterport.usage.exceptions.cron", "* * * * * ?")
            .failureBeans()
            .bean("reportUsageExceptions", reports);

    @Test
    void reportsAtTheNextTickAfterTheDiskFailed() throws InterruptedException {
        route.context();

        assertThat(reports.second.await(20, TimeUnit.SECONDS)).isTrue();
    }

    /** Fails the first time. */
    public static final class Reports {

        private final CountDownLatch second = new CountDownLatch(2);

        public void report() {
            second.countDown();
            if (second.getCount() == 1) {
                throw new Unavailable("file drop", "cannot be written", null);
            }
        }
    }
}
