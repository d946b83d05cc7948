package org.meterport.components.intervalfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DayReadingsTest {
    private static final Esiid PREMISE = new Esiid("10443720001234567");
    private static final DayGrid GRID = DayGrid.of(LocalDate.of(2026, 3, 8), 3600);
    private static final Instant REVISED = Instant.parse("2026-03-09T15:00:00Z");

    @Test
    void countsWhatIsThereEstimatedAndMissing() {
        DayReadings day = day(reading(0, 100, 'A', reading(1, 2000, 'E', new int[23])));

        assertThat(day.present()).isEqualTo(2);
        assertThat(day.estimated()).isEqualTo(1);
        assertThat(day.missing()).isEqualTo(21);
        assertThat(day.isAllActual()).isFalse();
        assertThat(day.totalWattHours()).isEqualTo(2100);
        assertThat(day.quality(1)).isEqualTo(Quality.ESTIMATED);
        assertThat(day.wattHours(1)).isEqualTo(2000);
        assertThat(day.qualities()).startsWith("AE-").hasSize(23);
        assertThat(day.slots()).isEqualTo(23);
        assertThat(day.day()).isEqualTo("2026-03-08");
        assertThat(day.intervalSeconds()).isEqualTo(3600);
    }

    @Test
    void letsNoMissingReadingPassForZero() {
        DayReadings day = day(new int[23]);

        assertThat(day.isPresent(0)).isFalse();
        assertThat(day.wattHours()).containsOnly(DayReadings.NO_READING);
        assertThatThrownBy(() -> day.wattHours(0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void keepsItsReadingsToItself() {
        int[] energy = new int[23];
        DayReadings day = DayReadings.of(PREMISE, Channel.CONSUMPTION, GRID, REVISED, energy, "A".repeat(23));

        energy[0] = 9;
        day.wattHours()[1] = 9;

        assertThat(day.totalWattHours()).isZero();
        assertThat(day.isAllActual()).isTrue();
    }

    @Test
    void refusesCountsAndMarksThatContradictTheDay() {
        assertThatThrownBy(() -> build(new int[24], "A".repeat(24))).hasMessageContaining("needs 23");
        assertThatThrownBy(() -> build(new int[23], "A".repeat(22))).hasMessageContaining("needs 23");
        assertThatThrownBy(() -> build(new int[23], "A".repeat(22) + "-")).hasMessageContaining("at odds");
        assertThatThrownBy(() -> build(new int[23], "A".repeat(22) + "X")).hasMessageContaining("code 88");
        int[] negative = new int[23];
        negative[3] = -2;
        assertThatThrownBy(() -> build(negative, "A".repeat(23))).hasMessageContaining("Slot 3");
    }

    @Test
    void isEqualByValueInEveryPart() {
        DayReadings day = build(new int[23], "A".repeat(23));

        assertThat(day)
                .isEqualTo(build(new int[23], "A".repeat(23)))
                .hasSameHashCodeAs(build(new int[23], "A".repeat(23)));
        assertThat(day).isNotEqualTo(build(new int[23], "E".repeat(23)));
        assertThat(day)
                .isNotEqualTo(DayReadings.of(
                        PREMISE, Channel.SURPLUS_GENERATION, GRID, REVISED, new int[23], "A".repeat(23)));
        assertThat(day)
                .isNotEqualTo(DayReadings.of(
                        PREMISE, Channel.CONSUMPTION, GRID, REVISED.plusSeconds(1), new int[23], "A".repeat(23)));
    }

    @Test
    void showsNeitherPremiseNorEnergyInALog() {
        assertThat(build(new int[23], "A".repeat(23)).toString()).doesNotContain(PREMISE.value());
    }

    private static int[] reading(int slot, int wattHours, char quality, int[] packed) {
        packed[slot] = wattHours * 256 + quality;
        return packed;
    }

    private static DayReadings day(int[] packed) {
        StringBuilder qualities = new StringBuilder();
        Arrays.stream(packed).forEach(p -> qualities.append(p == 0 ? '-' : (char) (p % 256)));
        int[] energy = Arrays.stream(packed).map(p -> p == 0 ? -1 : p / 256).toArray();
        return build(energy, qualities.toString());
    }

    private static DayReadings build(int[] energy, String qualities) {
        return DayReadings.of(PREMISE, Channel.CONSUMPTION, GRID, REVISED, energy, qualities);
    }
}
