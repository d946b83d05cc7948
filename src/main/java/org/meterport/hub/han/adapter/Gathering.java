package org.meterport.hub.han.adapter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets callers that come at the same time share one transaction: whoever gets the turn takes along what waits. Each caller
 * returns only when the transaction with its item has committed, and gets the failure of its own item alone.
 */
final class Gathering<T> {

    private static final int MOST = 500;

    private final Function<List<T>, Map<T, RuntimeException>> work;
    private final Queue<Item<T>> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock turn = new ReentrantLock();

    /** @param work does all items or none, and says which it could not do and why */
    Gathering(Function<List<T>, Map<T, RuntimeException>> work) {
        this.work = work;
    }

    void add(T thing) {
        var item = new Item<>(thing);
        waiting.add(item);
        turn.lock();
        try {
            while (!item.done) {
                workOff();
            }
        } finally {
            turn.unlock();
        }
        if (item.failure != null) {
            throw item.failure;
        }
    }

    private void workOff() {
        List<Item<T>> items = new ArrayList<>();
        for (Item<T> next = waiting.poll(); next != null; next = items.size() < MOST ? waiting.poll() : null) {
            items.add(next);
        }
        try {
            done(items, work.apply(items.stream().map(item -> item.thing).toList()));
        } catch (RuntimeException ofOne) {
            // which of them it was shows when each goes alone
            items.forEach(this::alone);
        } finally {
            items.forEach(Item::giveUp);
        }
    }

    private void alone(Item<T> item) {
        try {
            done(List.of(item), work.apply(List.of(item.thing)));
        } catch (RuntimeException failure) {
            item.failure = failure;
            item.done = true;
        }
    }

    private static <T> void done(List<Item<T>> items, Map<T, RuntimeException> failures) {
        for (Item<T> item : items) {
            item.failure = failures.get(item.thing);
            item.done = true;
        }
    }

    /** Read and written under the turn. */
    private static final class Item<T> {

        private final T thing;
        private @Nullable RuntimeException failure;
        private boolean done;

        Item(T thing) {
            this.thing = thing;
        }

        /** After an error that is no exception nobody may wait for ever. */
        private void giveUp() {
            if (!done) {
                failure = new IllegalStateException("the shared transaction broke off");
                done = true;
            }
        }
    }
}
