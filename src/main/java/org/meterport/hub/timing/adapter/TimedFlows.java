package org.meterport.hub.timing.adapter;

import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;

/**
 * Lets Quartz fire only while the flows are in service: from when the hub is ready until the first moment of its stop.
 * Fired earlier, a due time would find no flow and be gone.
 */
final class TimedFlows implements SmartLifecycle, ApplicationListener<ApplicationReadyEvent> {

    private final Scheduler scheduler;
    private volatile boolean running;

    TimedFlows(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        try {
            scheduler.start();
        } catch (SchedulerException failed) {
            throw new IllegalStateException("timed flows do not start", failed);
        }
    }

    @Override
    public void start() {
        running = true;
    }

    /** What has been fired goes on; the flows' own stop waits for it. */
    @Override
    public void stop() {
        running = false;
        try {
            scheduler.standby();
        } catch (SchedulerException failed) {
            throw new IllegalStateException("timed flows do not stop", failed);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stopped before everything else. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
