package org.meterport.hub.usage.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterport.hub.usage.adapter.SampleUsage.HOME;
import static org.meterport.hub.usage.adapter.SampleUsage.REVISED;
import static org.meterport.hub.usage.adapter.SampleUsage.WINTER_DAY;
import static org.meterport.hub.usage.adapter.SampleUsage.day;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.shared.StoppedClock;

/** Whatever order its files come in, a day ends up with the newest reading of each slot. */
class RevisionOrderIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final StoppedClock clock = new StoppedClock(Samples.NOW);
    private final SampleUsage usage = new SampleUsage(DATABASE, clock);

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @BeforeEach
    void empty() {
        new SampleAgreements(DATABASE, clock).reset();
        usage.reset();
    }

    /** The evening's feed is newer than the morning's correction and says nothing of the morning. */
    @Test
    void correctsTheMorningThoughAnotherPartOfTheDayIsNewer() {
        usage.stored(day(HOME, WINTER_DAY, REVISED, slot -> slot < 92 ? 100 + slot : -1));
        usage.stored(day(HOME, WINTER_DAY, REVISED.plusSeconds(120), slot -> slot < 92 ? -1 : 100 + slot));

        usage.stored(day(HOME, WINTER_DAY, REVISED.plusSeconds(60), slot -> slot < 92 ? 500 + slot : -1));

        assertThat(usage.latest(HOME))
                .containsExactly(
                        day(HOME, WINTER_DAY, REVISED.plusSeconds(120), slot -> slot < 92 ? 500 + slot : 100 + slot));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void endsUpTheSameInAnyOrderOfArrival(long seed) {
        var random = new Random(seed);
        List<DayReadings> revisions = new ArrayList<>();
        for (int revision = 0; revision < 5; revision++) {
            int base = 1_000 * revision;
            int chance = 1 + random.nextInt(4);
            revisions.add(day(
                    HOME,
                    WINTER_DAY,
                    REVISED.plusSeconds(revision),
                    slot -> random.nextInt(4) < chance ? base + slot : -1));
        }
        DayReadings expected = newest(revisions);
        Collections.shuffle(revisions, random);
        int together = random.nextInt(1, 4);

        usage.stored(revisions.subList(0, together).toArray(DayReadings[]::new));
        revisions.subList(together, revisions.size()).forEach(usage::stored);

        assertThat(usage.latest(HOME)).containsExactly(expected);
        List<DayReadings> all = usage.revisions(HOME);
        assertThat(all).contains(expected).hasSizeGreaterThanOrEqualTo(revisions.size());

        Collections.shuffle(revisions, random);
        revisions.forEach(usage::stored);

        assertThat(usage.revisions(HOME)).isEqualTo(all);
    }

    private static DayReadings newest(List<DayReadings> oldestFirst) {
        return day(
                HOME,
                WINTER_DAY,
                oldestFirst.get(oldestFirst.size() - 1).revisedAt(),
                slot -> oldestFirst.stream()
                        .filter(revision -> revision.isPresent(slot))
                        .mapToInt(revision -> revision.wattHours(slot))
                        .reduce(-1, (older, newer) -> newer));
    }
}
