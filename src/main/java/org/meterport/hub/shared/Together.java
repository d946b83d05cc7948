package org.meterport.hub.shared;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls that come at the same time be done as one, in one transaction for example: whoever gets a turn takes along
 * what waits, so a call that is alone waits for nobody. Each call returns only when the work that held it is done, with
 * its own answer or its own failure.
 */
public final class Together<T, R> {

    private final int most;
    private final Function<List<T>, List<Supplier<R>>> work;
    private final Queue<Item<T, R>> waiting = new ConcurrentLinkedQueue<>();
    private final Semaphore turn = new Semaphore(1);
    private final Semaphore more;
    private final long patienceNanos;

    /**
     * One group at a time: as long as one is under way, the next one grows.
     *
     * @param most how many calls make a group
     * @param work does all calls or none; gives for each, in their order, what its caller gets or what is thrown at it.
     *     When it throws itself, each call is done once more, alone
     */
    public Together(int most, Function<List<T>, List<Supplier<R>>> work) {
        this(0, Duration.ofDays(1), most, work);
    }

    /**
     * @param more how many groups may be under way beside the first, for calls that the first keeps waiting too long
     * @param patience how long is too long; less makes smaller groups
     * @param most how many calls make a group
     * @param work does all calls or none; gives for each, in their order, what its caller gets or what is thrown at it.
     *     When it throws itself, each call is done once more, alone
     */
    public Together(int more, Duration patience, int most, Function<List<T>, List<Supplier<R>>> work) {
        this.more = new Semaphore(more);
        this.patienceNanos = patience.toNanos();
        this.most = most;
        this.work = work;
    }

    /** Has it done, and waits for it. An interrupt is kept for later: the work may be done already. */
    public R call(T thing) {
        var item = new Item<T, R>(thing, Thread.currentThread());
        waiting.add(item);
        long patient = System.nanoTime() + patienceNanos;
        boolean interrupted = false;
        Supplier<R> outcome = item.outcome;
        while (outcome == null) {
            Semaphore mine = item.taken ? null : turn(patient);
            if (mine != null) {
                try {
                    takeTurn();
                } finally {
                    mine.release();
                    wakeNext();
                }
            } else {
                pause(item.taken ? 0 : patient - System.nanoTime());
                interrupted |= Thread.interrupted();
            }
            outcome = item.outcome;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return outcome.get();
    }

    private @Nullable Semaphore turn(long patient) {
        if (turn.tryAcquire()) {
            return turn;
        }
        return System.nanoTime() - patient >= 0 && more.tryAcquire() ? more : null;
    }

    /** Until somebody wakes it, or until it has waited too long; once it has, it is woken when a turn is free. */
    private void pause(long nanos) {
        if (nanos > 0) {
            LockSupport.parkNanos(this, nanos);
        } else {
            LockSupport.park(this);
        }
    }

    /** How many calls are in no group yet. */
    public int waiting() {
        return waiting.size();
    }

    private void takeTurn() {
        List<Item<T, R>> group = new ArrayList<>();
        while (group.size() < most) {
            Item<T, R> next = waiting.poll();
            if (next == null) {
                break;
            }
            next.taken = true;
            group.add(next);
        }
        if (group.isEmpty()) {
            return;
        }
        try {
            work(group);
        } finally {
            // after an error that is no exception nobody may wait for ever
            group.forEach(item -> item.finish(() -> {
                throw new IllegalStateException("the work done together broke off");
            }));
        }
    }

    private void work(List<Item<T, R>> group) {
        try {
            List<Supplier<R>> outcomes =
                    work.apply(group.stream().map(item -> item.thing).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).finish(outcomes.get(i));
            }
        } catch (RuntimeException failure) {
            if (group.size() == 1) {
                group.get(0).finish(() -> {
                    throw failure;
                });
            } else {
                // which of them it was shows when each goes alone
                group.forEach(item -> work(List.of(item)));
            }
        }
    }

    /** Whoever came while all turns were taken has gone to sleep without one. */
    private void wakeNext() {
        Item<T, R> next = waiting.peek();
        if (next != null) {
            LockSupport.unpark(next.caller);
        }
    }

    private static final class Item<T, R> {

        private final T thing;
        private final Thread caller;
        private volatile boolean taken;
        private volatile @Nullable Supplier<R> outcome;

        Item(T thing, Thread caller) {
            this.thing = thing;
            this.caller = caller;
        }

        /** The first outcome counts. */
        void finish(Supplier<R> with) {
            if (outcome == null) {
                outcome = with;
                LockSupport.unpark(caller);
            }
        }
    }
}
