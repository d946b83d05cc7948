package org.meterport.hub.timing.adapter;

import org.apache.camel.CamelContext;
import org.apache.camel.component.quartz.QuartzComponent;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;

/**
 * Lets Quartz fire only while the flows are in service: from when the hub is ready until the first moment of its stop.
 * Fired earlier, a due time would find no flow and be gone.
 */
final class TimedFlows implements SmartLifecycle, ApplicationListener<ApplicationReadyEvent> {

    private final Scheduler scheduler;
    private final ObjectProvider<CamelContext> context;
    private volatile boolean running;

    /** @param context asked for when the hub is ready: a listener is made too early to be given it */
    TimedFlows(Scheduler scheduler, ObjectProvider<CamelContext> context) {
        this.scheduler = scheduler;
        this.context = context;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        try {
            // what tells Quartz whose flows to wake, and which a component made after the context's start never hears
            CamelContext camel = context.getObject();
            camel.getComponent("quartz", QuartzComponent.class).onCamelContextStarted(camel, true);
            scheduler.start();
        } catch (Exception failed) {
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
