package org.meterport.hub.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TogetherTest {

    private final ExecutorService callers = Executors.newFixedThreadPool(16);
    private final Queue<List<Integer>> groups = new ConcurrentLinkedQueue<>();

    @AfterEach
    void stop() {
        callers.shutdownNow();
    }

    @Test
    void aCallAloneIsDoneAtOnce() {
        var together = new Together<Integer, String>(10, this::words);

        assertThat(together.call(7)).isEqualTo("7");
        assertThat(groups).containsExactly(List.of(7));
    }

    @Test
    void whatCameWhileAllTurnsWereTakenIsDoneAsOne() throws Exception {
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var together = new Together<Integer, String>(10, things -> {
            begun.countDown();
            await(mayEnd);
            return words(things);
        });
        List<Future<String>> answers = new ArrayList<>();
        answers.add(callers.submit(() -> together.call(0)));
        await(begun);
        for (int i = 1; i <= 5; i++) {
            int thing = i;
            answers.add(callers.submit(() -> together.call(thing)));
        }
        while (together.waiting() < 5) {
            Thread.onSpinWait();
        }
        mayEnd.countDown();

        for (int i = 0; i <= 5; i++) {
            assertThat(answers.get(i).get(30, TimeUnit.SECONDS)).isEqualTo(String.valueOf(i));
        }
        assertThat(groups).hasSize(2);
        assertThat(List.copyOf(groups).get(1)).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
    }

    @Test
    void aCallThatWaitedTooLongIsDoneBesideTheFirstGroup() throws Exception {
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var together = new Together<Integer, String>(1, Duration.ofMillis(1), 10, things -> {
            if (things.contains(0)) {
                begun.countDown();
                await(mayEnd);
            }
            return words(things);
        });
        Future<String> slow = callers.submit(() -> together.call(0));
        await(begun);

        assertThat(together.call(1)).isEqualTo("1");
        assertThat(slow).isNotDone();
        mayEnd.countDown();

        assertThat(slow.get(30, TimeUnit.SECONDS)).isEqualTo("0");
    }

    @Test
    void aRefusalReachesItsOwnCallerOnly() {
        var together = new Together<Integer, String>(
                10,
                things -> things.stream()
                        .<Supplier<String>>map(thing -> () -> {
                            throw new IllegalArgumentException("not " + thing);
                        })
                        .toList());

        assertThatThrownBy(() -> together.call(3)).hasMessage("not 3");
    }

    @Test
    void whenAGroupFailsEachIsDoneAlone() throws Exception {
        var together = new Together<Integer, String>(1, Duration.ofMillis(1), 100, things -> {
            if (things.contains(13)) {
                throw new IllegalStateException("13 among " + things.size());
            }
            return words(things);
        });

        List<Callable<String>> calls = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            int thing = i % 100;
            calls.add(() -> {
                try {
                    return together.call(thing);
                } catch (IllegalStateException refused) {
                    return refused.getMessage();
                }
            });
        }
        List<Future<String>> answers = callers.invokeAll(calls, 60, TimeUnit.SECONDS);

        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).get()).isEqualTo(i % 100 == 13 ? "13 among 1" : String.valueOf(i % 100));
        }
    }

    @Test
    void anErrorLeavesNobodyWaiting() throws Exception {
        var together = new Together<Integer, String>(10, things -> {
            throw new StackOverflowError("for the test");
        });

        Future<String> answer = callers.submit(() -> together.call(1));

        assertThatThrownBy(() -> answer.get(30, TimeUnit.SECONDS)).hasRootCauseInstanceOf(StackOverflowError.class);
    }

    private List<Supplier<String>> words(List<Integer> things) {
        groups.add(things);
        return things.stream().<Supplier<String>>map(thing -> thing::toString).toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
