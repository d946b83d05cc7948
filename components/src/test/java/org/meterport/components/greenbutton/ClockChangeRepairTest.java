package org.meterport.components.greenbutton;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.FaultReason;
import org.meterport.components.intervalfile.IntervalFileException;
import org.meterport.components.intervalfile.ReadContext;
import org.meterport.components.intervalfile.SampleDays;

/** Feeds whose writer lost count at a clock change, in the two ways that public samples show. */
class ClockChangeRepairTest {
    /** Midnight Pacific before the clock changes of 2026. */
    private static final Instant SPRING = Instant.parse("2026-03-08T08:00:00Z");

    private static final Instant AUTUMN = Instant.parse("2025-11-02T07:00:00Z");
    private static final Instant SUMMER = Instant.parse("2026-07-04T07:00:00Z");
    private static final int HOUR = 3600;

    private final StringBuilder readings = new StringBuilder();
    private Instant day = SPRING;
    private int next;

    @Test
    void putsTheSpringHoursBackThatRunLate() throws Exception {
        day = SPRING;
        hour(0, HOUR)
                .hour(1, 2 * HOUR)
                .hour(3, HOUR)
                .hour(4, HOUR)
                .hour(4, HOUR)
                .hour(5, HOUR);

        List<DayReadings> days = read();

        assertThat(energies(days)).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(days).extracting(DayReadings::estimated).containsExactly(3);
    }

    @Test
    void putsTheAutumnHoursBackThatRunEarly() throws Exception {
        day = AUTUMN;
        hour(0, HOUR).hour(1, HOUR).hour(2, 0).hour(2, HOUR).hour(3, HOUR).hour(5, HOUR);

        List<DayReadings> days = read();

        assertThat(energies(days)).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(days).extracting(DayReadings::estimated).containsExactly(3);
        assertThat(days.get(0).slots()).isEqualTo(25);
    }

    @Test
    void leavesAHoleThatIsOne() throws Exception {
        day = SPRING;
        hour(0, HOUR).hour(1, HOUR).hour(3, HOUR).hour(4, HOUR);

        List<DayReadings> days = read();

        assertThat(energies(days)).containsExactly(0, 1, 2, 3);
        assertThat(days.get(0).estimated()).isZero();
        assertThat(days.get(0).grid().slotStartingAt(SPRING.plusSeconds(2 * HOUR)).stream()
                        .noneMatch(days.get(0)::isPresent))
                .isTrue();
    }

    @Test
    void refusesTheSamePatternOnAnyOtherDay() {
        day = SUMMER;
        hour(0, HOUR).hour(1, HOUR).hour(3, HOUR).hour(3, HOUR).hour(4, HOUR);

        assertThat(fault()).isEqualTo(FaultReason.INTERVAL_DUPLICATE);
    }

    @Test
    void refusesReadingsThatNeverComeBackIntoCount() {
        day = AUTUMN;
        hour(0, HOUR).hour(1, HOUR).hour(1, HOUR).hour(2, HOUR);

        assertThat(fault()).isEqualTo(FaultReason.INTERVAL_DUPLICATE);
    }

    @Test
    void refusesReadingsTwoHoursFromTheirPlace() {
        day = AUTUMN;
        hour(0, HOUR).hour(3, HOUR).hour(3, HOUR).hour(3, HOUR).hour(4, HOUR);

        assertThat(fault()).isEqualTo(FaultReason.INTERVAL_DUPLICATE);
    }

    @Test
    void refusesALongReadingThatStandsForNoClockChange() {
        day = SUMMER;
        hour(0, HOUR).hour(1, 2 * HOUR).hour(3, HOUR);

        assertThat(fault()).isEqualTo(FaultReason.INTERVAL_LENGTH);
    }

    /** The next reading, whose energy is its number. */
    private ClockChangeRepairTest hour(int hour, int seconds) {
        readings.append("<IntervalReading><timePeriod><duration>" + seconds + "</duration><start>"
                + day.plusSeconds((long) hour * HOUR).getEpochSecond() + "</start></timePeriod><value>" + next++
                + "</value></IntervalReading>");
        return this;
    }

    private List<DayReadings> read() throws Exception {
        List<DayReadings> days = new ArrayList<>();
        String feed = """
                <feed xmlns="http://www.w3.org/2005/Atom"><entry><content>
                <IntervalBlock xmlns="http://naesb.org/espi">%s</IntervalBlock>
                <ReadingType xmlns="http://naesb.org/espi"><flowDirection>1</flowDirection>
                <intervalLength>3600</intervalLength><uom>72</uom></ReadingType>
                </content></entry></feed>
                """.formatted(readings);
        new GreenButtonReader()
                .read(
                        new ByteArrayInputStream(feed.getBytes(UTF_8)),
                        ReadContext.of("feed.xml", SampleDays.RECEIVED).withEsiid(SampleDays.ONCOR),
                        days::add);
        return days;
    }

    private FaultReason fault() {
        return catchThrowableOfType(IntervalFileException.class, this::read).reason();
    }

    private static List<Integer> energies(List<DayReadings> days) {
        List<Integer> energies = new ArrayList<>();
        for (DayReadings day : days) {
            for (int slot = 0; slot < day.slots(); slot++) {
                if (day.isPresent(slot)) {
                    energies.add(day.wattHours(slot));
                }
            }
        }
        return energies;
    }
}
