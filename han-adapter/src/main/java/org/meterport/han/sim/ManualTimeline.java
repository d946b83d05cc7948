package org.meterport.han.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Time that stands still until it is moved: months of a neighbourhood in a second of a test. Tasks run on the thread that moves it. */
public final class ManualTimeline implements Timeline {
    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::number));
    private Instant now;
    private long scheduled;

    public ManualTimeline(Instant start) {
        now = start;
    }

    private record Due(Instant at, long number, Runnable task) {}

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized void at(Instant moment, Runnable task) {
        due.add(new Due(moment.isBefore(now) ? now : moment, scheduled++, task));
    }

    @Override
    public void soon(Runnable task) {
        at(now(), task);
    }

    /** Runs everything that falls due until then, what the tasks themselves schedule included. */
    public void advance(Duration by) {
        var until = now().plus(by);
        for (var next = takeUntil(until); next != null; next = takeUntil(until)) {
            next.task().run();
        }
        moveTo(until);
    }

    /** Runs what is due at this very moment. */
    public void settle() {
        advance(Duration.ZERO);
    }

    @Override
    public synchronized void close() {
        due.clear();
    }

    private synchronized @Nullable Due takeUntil(Instant until) {
        var next = due.peek();
        if (next == null || next.at().isAfter(until)) {
            return null;
        }
        due.remove();
        now = next.at();
        return next;
    }

    private synchronized void moveTo(Instant until) {
        now = until;
    }
}
