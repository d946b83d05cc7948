package org.meterport.hub.han.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
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
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> gathering.add(i), callers)
                        .thenCompose(outcome -> outcome))
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
        var first =
                CompletableFuture.supplyAsync(() -> gathering.add(0), callers).thenCompose(outcome -> outcome);
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

        var second = gathering.add(1).toCompletableFuture();
        var third = gathering.add(2).toCompletableFuture();
        assertThat(second).isNotDone();
        goOn.countDown();
        CompletableFuture.allOf(first, second, third).get(20, TimeUnit.SECONDS);

        assertThat(transactions.get(0)).containsExactly(0);
        assertThat(transactions.subList(1, transactions.size())).containsExactly(List.of(1, 2));
    }

    @Test
    void tellsACallerOfItsOwnRefusalAlone() {
        var gathering = new Gathering<Integer>(
                things -> things.contains(7) ? Map.of(7, new Unavailable("dispatch", "not yet", null)) : Map.of());

        assertThat(gathering.add(7)).isCompletedExceptionally();
        assertThatThrownBy(() -> gathering.add(7).toCompletableFuture().get()).hasCauseInstanceOf(Unavailable.class);
        assertThat(gathering.add(8)).isCompleted();
    }

    @Test
    void findsTheOneThatSpoilsATransaction() {
        var six = new CompletableFuture<CompletionStage<Void>>();
        var seven = new CompletableFuture<CompletionStage<Void>>();
        var self = new AtomicReference<Gathering<Integer>>();
        var gathering = new Gathering<Integer>(things -> {
            if (things.contains(0)) {
                six.complete(self.get().add(6));
                seven.complete(self.get().add(7));
            }
            if (things.contains(7)) {
                throw new IllegalStateException("7 cannot be stored");
            }
            return commit(things);
        });
        self.set(gathering);

        assertThat(gathering.add(0)).isCompleted();

        assertThat(six.join()).isCompleted();
        assertThatThrownBy(() -> seven.join().toCompletableFuture().get())
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(transactions).containsExactly(List.of(0), List.of(6));
    }

    private Map<Integer, RuntimeException> commit(List<Integer> things) {
        transactions.add(things);
        return Map.of();
    }
}
