package org.meterport.han.sim;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Time as it passes. One thread moves the neighbourhood, another talks to listeners, so that a slow listener does not stop the meters. */
public final class RealTimeline implements Timeline {
    private static final Logger LOG = LoggerFactory.getLogger(RealTimeline.class);

    private final Clock clock;
    private final ScheduledExecutorService world;
    private final ExecutorService talk;

    public RealTimeline(Clock clock) {
        this.clock = clock;
        world = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "simulated-neighbourhood"));
        talk = Executors.newSingleThreadExecutor(task -> daemon(task, "simulated-head-end"));
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    /** Never before the moment by {@link #now()}: the threads count by another clock, and in whole milliseconds. */
    @Override
    public void at(Instant moment, Runnable task) {
        var delay =
                Math.max(0, Duration.between(now(), moment).plusNanos(999_999).toMillis());
        unlessClosed(() -> {
            var unused = world.schedule(
                    guarded(() -> {
                        if (now().isBefore(moment)) {
                            at(moment, task);
                        } else {
                            task.run();
                        }
                    }),
                    delay,
                    TimeUnit.MILLISECONDS);
        });
    }

    @Override
    public void soon(Runnable task) {
        unlessClosed(() -> talk.execute(guarded(task)));
    }

    @Override
    public void close() {
        world.shutdownNow();
        talk.shutdownNow();
    }

    private static Thread daemon(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("a task of the simulated head-end failed", e);
            }
        };
    }

    /** After {@link #close()} nothing runs any more, which is what the caller asked for. */
    private static void unlessClosed(Runnable submission) {
        try {
            submission.run();
        } catch (RejectedExecutionException closed) {
            LOG.debug("dropped a task of a closed simulation");
        }
    }
}
