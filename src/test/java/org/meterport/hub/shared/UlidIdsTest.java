package org.meterport.hub.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UlidIdsTest {

    private static final String CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz";

    private final StoppedClock clock = new StoppedClock(Instant.parse("2026-02-10T15:04:05.678Z"));
    private final Ids ids = new UlidIds(clock, new Random(5));

    @Test
    void beginsWithPrefixAndTime() {
        String id = ids.next("inv_");

        assertThat(id).matches("inv_[" + CROCKFORD + "]{26}");
        assertThat(millis(id)).isEqualTo(clock.millis());
    }

    @Test
    void ascendsInTheOrderOfMakingWithinAMillisecondToo() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            made.add(ids.next("x_"));
        }

        assertThat(made).isSorted().doesNotHaveDuplicates();
        assertThat(millis(made.get(19_999)) - clock.millis()).isBetween(0L, 1L);
    }

    @Test
    void ascendsAcrossMillisecondsAndWhenTheClockIsSetBack() {
        String first = ids.next("x_");
        clock.advance(Duration.ofMillis(1));
        String second = ids.next("x_");
        clock.advance(Duration.ofHours(-1));
        String third = ids.next("x_");

        assertThat(List.of(first, second, third)).isSorted();
    }

    @Test
    void stepsWideAndUnevenly() {
        Set<Long> steps = new HashSet<>();
        long before = upper(ids.next(""));
        for (int i = 0; i < 500; i++) {
            long now = upper(ids.next(""));
            steps.add(now - before);
            before = now;
        }

        assertThat(steps).hasSizeGreaterThan(490);
    }

    @Test
    void givesNoIdTwiceToManyThreads() {
        Set<String> made = ConcurrentHashMap.newKeySet();

        IntStream.range(0, 10_000).parallel().forEach(i -> made.add(ids.next("")));

        assertThat(made).hasSize(10_000);
    }

    private static long millis(String id) {
        return number(id.substring(id.length() - 26, id.length() - 16));
    }

    private static long upper(String id) {
        return number(id.substring(id.length() - 16, id.length() - 8));
    }

    private static long number(String digits) {
        return digits.chars().mapToLong(CROCKFORD::indexOf).reduce(0, (sum, digit) -> sum * 32 + digit);
    }
}
