package org.meterport.components.intervalfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DayGridTest {
    private static final LocalDate SPRING = LocalDate.of(2026, 3, 8);
    private static final LocalDate AUTUMN = LocalDate.of(2026, 11, 1);

    @ParameterizedTest
    @CsvSource({
        "2026-03-07, 900, 96", "2026-03-08, 900, 92", "2026-11-01, 900, 100",
        "2026-07-04, 3600, 24", "2026-03-08, 3600, 23", "2026-11-01, 3600, 25",
        "2026-11-01, 1800, 50", "2026-03-08, 300, 276"
    })
    void cutsEveryDayIntoTheSlotsThatItsClockGivesIt(LocalDate day, int seconds, int slots) {
        assertThat(DayGrid.of(day, seconds).slots()).isEqualTo(slots);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-07", "2026-03-08", "2026-11-01"})
    void findsEverySlotAgainByItsBeginning(LocalDate day) {
        DayGrid grid = DayGrid.of(day, 900);

        for (int slot = 0; slot < grid.slots(); slot++) {
            assertThat(grid.slotStartingAt(grid.slotStart(slot))).hasValue(slot);
            assertThat(DayGrid.containing(DayGrid.CENTRAL, grid.slotStart(slot), 900))
                    .isEqualTo(grid);
        }
        assertThat(grid.slotStartingAt(grid.end())).isEmpty();
        assertThat(grid.slotStart(grid.slots())).isEqualTo(grid.end());
    }

    @Test
    void skipsTwoOClockInSpring() {
        DayGrid grid = DayGrid.of(SPRING, 900);

        assertThat(grid.localStart(7)).isEqualTo(LocalTime.of(1, 45));
        assertThat(grid.localStart(8)).isEqualTo(LocalTime.of(3, 0));
        assertThat(grid.clockChange()).isEqualTo(Duration.ofHours(-1));
    }

    @Test
    void passesOneOClockTwiceInAutumn() {
        DayGrid grid = DayGrid.of(AUTUMN, 900);

        assertThat(grid.localStart(4)).isEqualTo(LocalTime.of(1, 0)).isEqualTo(grid.localStart(8));
        assertThat(grid.localStart(12)).isEqualTo(LocalTime.of(2, 0));
        assertThat(grid.slotStart(4)).isEqualTo(Instant.parse("2026-11-01T06:00:00Z"));
        assertThat(grid.clockChange()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void knowsNoSlotForMomentsBetweenBeginnings() {
        DayGrid grid = DayGrid.of(SPRING, 900);

        assertThat(grid.slotStartingAt(grid.start().plusSeconds(1))).isEmpty();
        assertThat(grid.slotStartingAt(grid.start().plusNanos(1))).isEmpty();
        assertThat(grid.slotStartingAt(grid.start().minusSeconds(900))).isEqualTo(OptionalInt.empty());
        assertThatThrownBy(() -> grid.slotStart(93)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-900, 0, 1, 59, 61, 420, 7200, 86_400})
    void refusesIntervalsThatAClockChangeWouldCut(int seconds) {
        assertThatThrownBy(() -> DayGrid.of(SPRING, seconds)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void differsByZone() {
        DayGrid central = DayGrid.of(SPRING, 900);
        DayGrid mountain = DayGrid.of(ZoneId.of("America/Denver"), SPRING, 900);

        assertThat(central).isNotEqualTo(mountain);
        assertThat(mountain.start()).isEqualTo(central.start().plusSeconds(3600));
        assertThat(central).hasToString("2026-03-08 America/Chicago in 92 x 900 s");
    }
}
