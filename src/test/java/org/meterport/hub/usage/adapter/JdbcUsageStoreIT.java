package org.meterport.hub.usage.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meterport.hub.usage.adapter.SampleUsage.HOME;
import static org.meterport.hub.usage.adapter.SampleUsage.HOUSTON;
import static org.meterport.hub.usage.adapter.SampleUsage.NEIGHBOUR;
import static org.meterport.hub.usage.adapter.SampleUsage.REVISED;
import static org.meterport.hub.usage.adapter.SampleUsage.WINTER_DAY;
import static org.meterport.hub.usage.adapter.SampleUsage.day;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterport.components.intervalfile.Channel;
import org.meterport.components.intervalfile.DayGrid;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.shared.StoppedClock;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.usage.UsageStore.Channels;
import org.meterport.hub.usage.UsageStore.Query;
import org.meterport.hub.usage.UsageStore.StoredFile;

class JdbcUsageStoreIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final StoppedClock clock = new StoppedClock(Samples.NOW);
    private final Transactions transactions = DATABASE.transactions(clock);
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

    @ParameterizedTest
    @CsvSource({"2026-01-05, 96", "2026-03-08, 92", "2025-11-02, 100"})
    void givesBackTheDaysOfTheYearAsTheyCame(LocalDate date, int slots) {
        DayReadings actual = day(HOME, date);
        DayReadings estimated = day(
                HOME, Channel.SURPLUS_GENERATION, DayGrid.of(date, 900), REVISED, slot -> slot == 3 ? -1 : slot, 'E');

        usage.stored(actual, estimated);

        assertThat(usage.latest(HOME)).containsExactly(actual, estimated);
        assertThat(actual.slots()).isEqualTo(slots);
    }

    @Test
    void keepsIntervalLengthsApart() {
        DayReadings quarterHours = day(HOME, WINTER_DAY);
        DayReadings hours =
                day(HOME, Channel.CONSUMPTION, DayGrid.of(WINTER_DAY, 3600), REVISED, slot -> 4 * slot, 'A');

        usage.stored(quarterHours);
        usage.stored(hours);

        assertThat(usage.latest(HOME, 900)).containsExactly(quarterHours);
        assertThat(usage.latest(HOME, 3600)).containsExactly(hours);
        assertThat(transactions.asOperator(() -> usage.store().intervalLengths(HOME.value(), WINTER_DAY, WINTER_DAY)))
                .containsExactly(900, 3600);
        assertThat(transactions.asOperator(() ->
                        usage.store().intervalLengths(HOME.value(), WINTER_DAY.plusDays(1), WINTER_DAY.plusDays(9))))
                .isEmpty();
    }

    @Test
    void letsALaterRevisionReplaceAndKeepsTheEarlierReadable() {
        DayReadings first = day(HOME, WINTER_DAY, REVISED, slot -> 100 + slot);
        DayReadings corrected = day(HOME, WINTER_DAY, REVISED.plusSeconds(60), slot -> 500 + slot);

        usage.stored(first);
        usage.stored(corrected);

        assertThat(usage.latest(HOME)).containsExactly(corrected);
        assertThat(usage.revisions(HOME)).containsExactly(first, corrected);
    }

    @Test
    void keepsAnEarlierRevisionThatComesLateAndFillsOnlyGapsWithIt() {
        DayReadings late = day(HOME, WINTER_DAY, REVISED, slot -> 100 + slot);
        DayReadings withAGap = day(HOME, WINTER_DAY, REVISED.plusSeconds(60), slot -> slot == 7 ? -1 : 500 + slot);

        usage.stored(withAGap);
        usage.stored(late);

        DayReadings filled = day(HOME, WINTER_DAY, REVISED.plusSeconds(60), slot -> slot == 7 ? 107 : 500 + slot);
        assertThat(usage.latest(HOME)).containsExactly(filled);
        assertThat(usage.revisions(HOME)).containsExactly(late, withAGap, filled);
    }

    @Test
    void changesNothingWhenAnEarlierRevisionComesLateTwice() {
        usage.stored(day(HOME, WINTER_DAY, REVISED.plusSeconds(60), slot -> 500 + slot));
        usage.stored(day(HOME, WINTER_DAY, REVISED, slot -> 100 + slot));
        List<DayReadings> before = usage.revisions(HOME);

        usage.stored(day(HOME, WINTER_DAY, REVISED, slot -> 100 + slot));

        assertThat(usage.revisions(HOME)).isEqualTo(before);
    }

    /** A feed whose days begin at midnight in New York brings the last hour of a local day in the next file. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void laysPartialDaysOfTwoFilesTogether(boolean inOrder) {
        DayReadings until23 = day(HOME, WINTER_DAY, REVISED, slot -> slot < 92 ? slot : -1);
        DayReadings lastHour = day(HOME, WINTER_DAY, REVISED.plusSeconds(86_400), slot -> slot < 92 ? -1 : slot);

        usage.stored(inOrder ? until23 : lastHour);
        usage.stored(inOrder ? lastHour : until23);

        assertThat(usage.latest(HOME))
                .containsExactly(day(HOME, WINTER_DAY, REVISED.plusSeconds(86_400), IntUnaryOperator.identity()));
    }

    @Test
    void changesNothingWhenAPartOfADayIsSentAgain() {
        DayReadings morning = day(HOME, WINTER_DAY, REVISED, slot -> slot < 48 ? slot : -1);
        DayReadings evening = day(HOME, WINTER_DAY, REVISED, slot -> slot < 48 ? -1 : slot);
        usage.stored(morning);
        usage.stored(evening);
        List<DayReadings> before = usage.revisions(HOME);

        usage.stored(morning, day(NEIGHBOUR, WINTER_DAY));

        assertThat(usage.revisions(HOME)).isEqualTo(before);
        assertThat(usage.latest(NEIGHBOUR)).hasSize(1);
    }

    @Test
    void takesSeveralRevisionsOfADayFromOneFileInTheirOrderOfTime() {
        DayReadings third = day(HOME, WINTER_DAY, REVISED.plusSeconds(120), slot -> 900 + slot);
        DayReadings first = day(HOME, WINTER_DAY, REVISED, slot -> 100 + slot);
        DayReadings second = day(HOME, WINTER_DAY, REVISED.plusSeconds(60), slot -> 500 + slot);
        DayReadings nextDay = day(HOME, WINTER_DAY.plusDays(1));

        usage.stored(third, nextDay, first, second);

        assertThat(usage.latest(HOME)).containsExactly(third, nextDay);
        assertThat(usage.revisions(HOME)).containsExactly(first, second, third, nextDay);
    }

    @Test
    void makesTheMonthsOfAFileAsItNeedsThem() {
        usage.stored(day(HOME, LocalDate.parse("2011-12-31")), day(HOME, LocalDate.parse("2012-01-01")));

        assertThat(usage.latest(HOME)).hasSize(2);
        assertThat(DATABASE.jdbc()
                        .queryForObject(
                                "SELECT to_regclass('interval_day_201112') IS NOT NULL"
                                        + " AND to_regclass('interval_day_201201') IS NOT NULL",
                                Boolean.class))
                .isTrue();
    }

    @Test
    void leavesNoTraceOfAFileThatIsNotFinished() {
        DayReadings known = day(HOME, WINTER_DAY);
        usage.stored(known);

        transactions.operatorDoes(() -> {
            try (var writer = usage.store().write(file("oncor", "cut off"))) {
                writer.accept(day(NEIGHBOUR, WINTER_DAY));
            }
        });

        assertThat(usage.rows()).isOne();
        assertThat(usage.count("usage_file")).isOne();
    }

    @Test
    void remembersWhenAFileWasAcknowledgedForTheFirstTime() {
        usage.stored(day(HOME, WINTER_DAY));
        transactions.operatorDoes(() -> usage.store().acknowledged("ufl_0"));
        clock.advance(Duration.ofHours(1));

        transactions.operatorDoes(() -> usage.store().acknowledged("ufl_0"));

        assertThat(DATABASE.jdbc()
                        .queryForObject("SELECT acknowledged_at FROM usage_file", java.sql.Timestamp.class)
                        .toInstant())
                .isEqualTo(Samples.NOW);
        assertThat(transactions.asOperator(() -> usage.store().claim("oncor", "sha of ufl_0", null)))
                .hasValueSatisfying(known -> assertThat(known)
                        .returns(true, StoredFile::acknowledged)
                        .returns(1L, StoredFile::days));
    }

    @Test
    void knowsAFileOfOneUtilityOnlyForThatUtility() {
        usage.stored(day(HOME, WINTER_DAY));

        assertThat(transactions.asOperator(() -> usage.store().claim("centerpoint", "sha of ufl_0", null)))
                .isEmpty();
    }

    @Test
    void takesTheSameContentOnceForEachEsiidItIsSentFor() {
        usage.stored(day(HOME, WINTER_DAY));

        assertThat(transactions.asOperator(() -> usage.store().claim("oncor", "sha of ufl_0", null)))
                .isPresent();
        assertThat(transactions.asOperator(() -> usage.store().claim("oncor", "sha of ufl_0", HOME)))
                .isEmpty();
    }

    @Test
    void readsTheAskedChannelOfTheAskedDaysOnly() {
        LocalDate next = WINTER_DAY.plusDays(1);
        DayReadings generation =
                day(HOME, Channel.SURPLUS_GENERATION, DayGrid.of(next, 900), REVISED, slot -> slot, 'A');
        usage.stored(day(HOME, WINTER_DAY), day(HOME, next), generation, day(NEIGHBOUR, next), day(HOUSTON, next));

        assertThat(read(new Query(HOME.value(), next, next, 900, Channels.SURPLUS_GENERATION, false)))
                .containsExactly(generation);
        assertThat(read(new Query(HOME.value(), next, next, 900, Channels.CONSUMPTION, false)))
                .containsExactly(day(HOME, next));
        assertThat(read(new Query(HOME.value(), next, next, 900, Channels.ALL, false)))
                .hasSize(2);
    }

    @Test
    void takesTextForTextWhateverStandsInIt() {
        String hostile = "'; DROP TABLE interval_day; -- \\ $1 {}";
        transactions.operatorDoes(() -> {
            StoredFile file = file("oncor", hostile);
            try (var writer = usage.store().write(file)) {
                writer.accept(day(HOME, WINTER_DAY));
                writer.finish(file.counted(1, 96));
            }
        });

        assertThat(transactions.asOperator(() -> usage.store().intervalLengths(hostile, WINTER_DAY, WINTER_DAY)))
                .isEmpty();
        assertThat(transactions.asOperator(() -> usage.store().claim("oncor", hostile, null)))
                .hasValueSatisfying(known -> assertThat(known.fileName()).isEqualTo(hostile));
        assertThatThrownBy(() -> read(new Query("' OR '1' = '1", WINTER_DAY, WINTER_DAY, 900, Channels.ALL, false)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(usage.latest(HOME)).hasSize(1);
    }

    private List<DayReadings> read(Query query) {
        return transactions.asOperator(() -> {
            List<DayReadings> found = new java.util.ArrayList<>();
            usage.store().read(query, found::add);
            return found;
        });
    }

    private static StoredFile file(String tdspId, String text) {
        return new StoredFile("ufl_x", tdspId, text, text, null, 0, 0, false);
    }
}
