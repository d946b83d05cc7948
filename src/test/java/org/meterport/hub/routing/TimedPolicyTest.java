package org.meterport.hub.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.meterport.hub.routing.adapter.FlowResumption;
import org.meterport.hub.shared.Unavailable;

/** What {@code routes/support/timed.camel.yaml} promises of a flow that a clock starts. */
class TimedPolicyTest {

    private final ParkedFlows parked = new ParkedFlows();
    private final CountDownLatch failed = new CountDownLatch(3);
    private final CountDownLatch done = new CountDownLatch(2);

    @RegisterExtension
    final RouteUnderTest route = RouteUnderTest.load("outbox-relay")
            .property("meterport.outbox.relay.period-millis", 10)
            .bean("outboxRelay", new Relay())
            .bean("flowFailures", FailureBeans.flowFailures(parked));

    /** Meets a defect, finds the broker away twice, and then does its work. */
    public final class Relay {

        /** One tick. */
        public void relay() {
            if (failed.getCount() == 3) {
                failed.countDown();
                throw new IllegalStateException("a defect");
            }
            if (failed.getCount() > 0) {
                failed.countDown();
                throw new Unavailable("broker", "has stopped", null);
            }
            done.countDown();
        }
    }

    @Test
    void staysParkedTickAfterTickUntilOneDoesItsWork() throws InterruptedException {
        route.context().getManagementStrategy().addEventNotifier(new FlowResumption(parked));

        assertThat(failed.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        route.close();

        assertThat(parked.all()).isEmpty();
    }

    @Test
    void aHandledFailureIsNoProgress() throws InterruptedException {
        route.bean("outboxRelay", new AwayRelay());
        route.context().getManagementStrategy().addEventNotifier(new FlowResumption(parked));

        assertThat(failed.await(20, TimeUnit.SECONDS)).isTrue();
        route.close();

        assertThat(parked.all())
                .singleElement()
                .returns("broker", ParkedFlows.Parked::dependency)
                .satisfies(flow -> assertThat(flow.attempts()).isGreaterThanOrEqualTo(3));
    }

    /** Finds the broker away at every tick. */
    public final class AwayRelay {

        /** One tick. */
        public void relay() {
            failed.countDown();
            throw new Unavailable("broker", "has stopped", null);
        }
    }
}
