package org.meterport.hub.han.adapter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Lets things that come at the same time share one transaction: whoever finds nobody at work takes along all that waits,
 * and everybody else goes home at once. Each thing's outcome comes only when the transaction with it has committed, and
 * is the failure of that thing alone.
 */
final class Gathering<T> {

    private static final int MOST = 1_000;

    private final Function<List<T>, Map<T, RuntimeException>> work;
    private final Queue<Item<T>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean working = new AtomicBoolean();

    /** @param work does all items or none, and says which it could not do and why */
    Gathering(Function<List<T>, Map<T, RuntimeException>> work) {
        this.work = work;
    }

    CompletionStage<Void> add(T thing) {
        var item = new Item<>(thing, new CompletableFuture<>());
        waiting.add(item);
        // what comes between the last look and the end of the turn is taken by whoever brings it, or here once more
        while (!waiting.isEmpty() && working.compareAndSet(false, true)) {
            try {
                workOff();
            } finally {
                working.set(false);
            }
        }
        return item.outcome;
    }

    private void workOff() {
        for (List<Item<T>> items = take(); !items.isEmpty(); items = take()) {
            try {
                done(items, work.apply(items.stream().map(Item::thing).toList()));
            } catch (RuntimeException ofOne) {
                // which of them it was shows when each goes alone
                items.forEach(this::alone);
            } finally {
                // after an error that is no exception nobody may wait for ever
                items.forEach(item -> item.outcome.completeExceptionally(
                        new IllegalStateException("the shared transaction broke off")));
            }
        }
    }

    private List<Item<T>> take() {
        List<Item<T>> items = new ArrayList<>();
        for (Item<T> next = waiting.poll(); next != null; next = items.size() < MOST ? waiting.poll() : null) {
            items.add(next);
        }
        return items;
    }

    private void alone(Item<T> item) {
        try {
            done(List.of(item), work.apply(List.of(item.thing)));
        } catch (RuntimeException failure) {
            item.outcome.completeExceptionally(failure);
        }
    }

    private static <T> void done(List<Item<T>> items, Map<T, RuntimeException> failures) {
        for (Item<T> item : items) {
            RuntimeException failure = failures.get(item.thing);
            if (failure == null) {
                item.outcome.complete(null);
            } else {
                item.outcome.completeExceptionally(failure);
            }
        }
    }

    private record Item<T>(T thing, CompletableFuture<Void> outcome) {}
}
