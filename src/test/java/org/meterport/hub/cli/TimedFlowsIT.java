package org.meterport.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.listeners.JobListenerSupport;

/** The clock wakes the flows that run, not those that were only tried. */
class TimedFlowsIT {

    private static final JobKey ADVANCE = new JobKey("agreement-advance", "agreement");

    private final RunningHub hub = RunningHub.shared();

    @Test
    void aDueTimeReachesItsFlow() throws Exception {
        Scheduler scheduler = hub.hub().part(Scheduler.class);
        CompletableFuture<Optional<JobExecutionException>> ended = new CompletableFuture<>();
        scheduler.getListenerManager().addJobListener(new JobListenerSupport() {
            @Override
            public String getName() {
                return "ended";
            }

            @Override
            public void jobWasExecuted(JobExecutionContext context, @Nullable JobExecutionException failure) {
                ended.complete(Optional.ofNullable(failure));
            }
        });

        scheduler.triggerJob(ADVANCE);

        assertThat(ended.get(60, TimeUnit.SECONDS)).isEmpty();
        assertThat(scheduler.getContext().values())
                .filteredOn(CamelContext.class::isInstance)
                .containsOnly(hub.hub().part(CamelContext.class));
        scheduler.getListenerManager().removeJobListener("ended");
    }
}
