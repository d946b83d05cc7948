package org.meterport.hub.han;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.meterport.han.headend.Level;
import org.meterport.hub.han.HanRequests.Told;

class TargetStatusTest {

    /** Every order of every four words, duplicates included, told of one device. */
    @Test
    void comesToTheSameStatusInWhateverOrderItIsTold() {
        for (Level first : Level.values()) {
            for (Level second : Level.values()) {
                for (Level third : Level.values()) {
                    List<Told> words = List.of(told("D1", first), told("D1", second), told("D1", third));
                    TargetStatus one = RecordOutcome.status(words);

                    for (int[] order : new int[][] {{0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}}) {
                        assertThat(RecordOutcome.status(Arrays.stream(order)
                                        .mapToObj(words::get)
                                        .toList()))
                                .as("%s %s %s", first, second, third)
                                .isEqualTo(one);
                    }
                    assertThat(RecordOutcome.status(twice(words))).isEqualTo(one);
                }
            }
        }
    }

    @Test
    void comesToTheSameStatusOfAHomeInWhateverOrderItIsTold() {
        var random = new Random(4);
        for (int round = 0; round < 500; round++) {
            List<Told> words = new ArrayList<>();
            for (int word = 0; word < 1 + random.nextInt(7); word++) {
                words.add(told(
                        List.of("", "D1", "D2").get(random.nextInt(3)),
                        List.of(Level.values()).get(random.nextInt(Level.values().length))));
            }
            TargetStatus one = RecordOutcome.status(words);

            Collections.shuffle(words, random);

            assertThat(RecordOutcome.status(words)).isEqualTo(one);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ESI_DELIVERED DEVICE_DELIVERED, DEVICE_DELIVERED",
        "DEVICE_DELIVERED ESI_DELIVERED, DEVICE_DELIVERED",
        "DEVICE_DELIVERED USER_CONFIRMED, DEVICE_DELIVERED",
        "STARTED OPTED_OUT, STARTED",
        "STARTED SUPERSEDED, SUPERSEDED",
        "COMPLETED SUPERSEDED, COMPLETED",
        "CANCELLED COMPLETED, COMPLETED",
        "DEVICE_DELIVERED DEVICE_UNREACHABLE, DEVICE_UNREACHABLE",
        "EXPIRED DEVICE_UNREACHABLE, EXPIRED",
        "OPTED_OUT, HEADEND_ACCEPTED"
    })
    void weighsTheWordsAboutOneDevice(String levels, TargetStatus status) {
        List<Told> words = Arrays.stream(levels.split(" "))
                .map(level -> told("D1", Level.valueOf(level)))
                .toList();

        assertThat(RecordOutcome.status(words)).isEqualTo(status);
    }

    @Test
    void countsAHomeAsReachedWhenOneOfItsDevicesIs() {
        assertThat(RecordOutcome.status(List.of(
                        told("", Level.ESI_DELIVERED),
                        told("D1", Level.DEVICE_UNREACHABLE),
                        told("D2", Level.DEVICE_DELIVERED))))
                .isEqualTo(TargetStatus.DEVICE_DELIVERED);
    }

    @Test
    void doesNotLetTheMetersWordHideThatEveryDeviceFailed() {
        assertThat(RecordOutcome.status(List.of(told("", Level.ESI_DELIVERED), told("D1", Level.DEVICE_UNREACHABLE))))
                .isEqualTo(TargetStatus.DEVICE_UNREACHABLE);
    }

    @Test
    void countsTheMetersWordUntilADeviceSpeaks() {
        assertThat(RecordOutcome.status(List.of(told("", Level.ESI_DELIVERED)))).isEqualTo(TargetStatus.ESI_DELIVERED);
        assertThat(RecordOutcome.status(List.of(told("", Level.NO_DEVICE)))).isEqualTo(TargetStatus.NO_DEVICE);
        assertThat(RecordOutcome.status(List.of(told("", Level.ESI_DELIVERED), told("D1", Level.USER_CONFIRMED))))
                .isEqualTo(TargetStatus.ESI_DELIVERED);
        assertThat(RecordOutcome.status(List.of())).isEqualTo(TargetStatus.HEADEND_ACCEPTED);
    }

    @ParameterizedTest
    @EnumSource(Level.class)
    void isReopenedFromSilenceByAnyWordButARemark(Level news) {
        TargetStatus after = TargetStatus.UNKNOWN.after(news);

        assertThat(after)
                .isEqualTo(news.kind() == Level.Kind.REMARK ? TargetStatus.UNKNOWN : TargetStatus.valueOf(news.name()));
    }

    private static List<Told> twice(List<Told> words) {
        List<Told> all = new ArrayList<>(words);
        all.addAll(words);
        return all;
    }

    private static Told told(String device, Level level) {
        return new Told("e", device, level.name(), OptionalInt.empty(), Instant.EPOCH);
    }
}
