package org.meterport.hub.shared;

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
    private final Semaphore turns;

    /**
     * @param turns how many groups may be under way at once
     * @param most how many calls make a group
     * @param work does all calls or none; gives for each, in their order, what its caller gets or what is thrown at it.
     *     When it throws itself, each call is done once more, alone
     */
    public Together(int turns, int most, Function<List<T>, List<Supplier<R>>> work) {
        this.turns = new Semaphore(turns);
        this.most = most;
        this.work = work;
    }

    /** Has it done, and waits for it. An interrupt is kept for later: the work may be done already. */
    public R call(T thing) {
        var item = new Item<T, R>(thing, Thread.currentThread());
        waiting.add(item);
        boolean interrupted = false;
        Supplier<R> outcome = item.outcome;
        while (outcome == null) {
            if (!item.taken && turns.tryAcquire()) {
                try {
                    takeTurn();
                } finally {
                    turns.release();
                    wakeNext();
                }
            } else {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
            outcome = item.outcome;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return outcome.get();
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
