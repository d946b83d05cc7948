package org.meterport.hub.han.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meterport.hub.shared.Unavailable;

class GatheringTest {

    private final List<List<Integer>> transactions = new CopyOnWriteArrayList<>();
    private final ExecutorService callers = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        callers.shutdownNow();
    }

    @Test
    void doesEachThingOnceHoweverManyCome() throws Exception {
        var gathering = new Gathering<Integer>(this::commit);

        var all = IntStream.range(0, 1_000)
                .mapToObj(i -> CompletableFuture.runAsync(() -> gathering.add(i), callers))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(all).get(20, TimeUnit.SECONDS);

        assertThat(transactions.stream().flatMap(List::stream)).hasSize(1_000).doesNotHaveDuplicates();
    }

    @Test
    void sharesOneTransactionAmongThoseThatWaitForIt() throws Exception {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var gathering = new Gathering<Integer>(things -> {
            begun.countDown();
            try {
                assertThat(goOn.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            return commit(things);
        });
        var first = CompletableFuture.runAsync(() -> gathering.add(0), callers);
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

        var second = CompletableFuture.runAsync(() -> gathering.add(1), callers);
        goOn.countDown();
        CompletableFuture.allOf(first, second).get(20, TimeUnit.SECONDS);

        assertThat(transactions.get(0)).containsExactly(0);
        assertThat(transactions.stream().flatMap(List::stream)).containsExactly(0, 1);
    }

    @Test
    void tellsACallerOfItsOwnRefusalAlone() {
        var gathering = new Gathering<Integer>(
                things -> things.contains(7) ? Map.of(7, new Unavailable("dispatch", "not yet", null)) : Map.of());

        assertThatThrownBy(() -> gathering.add(7)).isInstanceOf(Unavailable.class);
        gathering.add(8);
    }

    @Test
    void findsTheOneThatSpoilsATransaction() throws Exception {
        var gathering = new Gathering<Integer>(things -> {
            if (things.contains(7)) {
                throw new IllegalStateException("7 cannot be stored");
            }
            return commit(things);
        });

        var good = CompletableFuture.runAsync(() -> gathering.add(6), callers);
        assertThatThrownBy(() -> gathering.add(7)).isInstanceOf(IllegalStateException.class);
        good.get(20, TimeUnit.SECONDS);

        assertThat(transactions.stream().flatMap(List::stream)).containsExactly(6);
    }

    private Map<Integer, RuntimeException> commit(List<Integer> things) {
        transactions.add(things);
        return Map.of();
    }
}
