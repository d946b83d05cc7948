package org.meterport.components.intervalfile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtWritersTest {
    private static final LocalDate ORDINARY = LocalDate.of(2026, 1, 5);

    @Test
    void writesTheCsvLayoutOfTheMarket() throws Exception {
        String file = csv(List.of(SampleDays.numbered(ORDINARY, 900)));

        assertThat(file.lines()).hasSize(97);
        assertThat(file)
                .startsWith("ESIID,USAGE_DATE,REVISION_DATE,USAGE_START_TIME,USAGE_END_TIME,USAGE_KWH,"
                        + "ESTIMATED_ACTUAL,CONSUMPTION_SURPLUSGENERATION\r\n"
                        + "'10443720001234567,01/05/2026,01/06/2026 13:00:00,00:00,00:15,0.001,A,Consumption\r\n")
                .endsWith("'10443720001234567,01/05/2026,01/06/2026 13:00:00,23:45,00:00,0.096,A,Consumption\r\n");
    }

    @ParameterizedTest
    @CsvSource({"2026-03-08, 93", "2025-11-02, 101"})
    void writesEverySlotOfADayWithAClockChange(LocalDate day, int lines) throws Exception {
        assertThat(csv(List.of(SampleDays.numbered(day, 900))).lines()).hasSize(lines);
    }

    @Test
    void writesTheHeaderEvenWithoutDays() throws Exception {
        assertThat(csv(List.of()).lines()).hasSize(1);
    }

    @Test
    void writesMissingReadingsAsBlanks() throws Exception {
        DayGrid grid = DayGrid.of(ORDINARY, 3600);
        int[] energy = new int[24];
        energy[1] = DayReadings.NO_READING;
        DayReadings day = DayReadings.of(
                SampleDays.CENTERPOINT,
                Channel.SURPLUS_GENERATION,
                grid,
                SampleDays.RECEIVED,
                energy,
                "E-" + "A".repeat(22));

        assertThat(csv(List.of(day)))
                .contains("00:00,01:00,0.000,E,Surplus Generation\r\n")
                .contains("01:00,02:00,,,Surplus Generation\r\n");
        assertThat(lse(List.of(day))).startsWith("""
                        00000001,1008901000123456789012,1,20260105000000,20260105235959,Y,N
                        00000002,,,1,0,1,0,3600,01,,,,
                        00000003,
                        00000004,20261120060000,M
                        10000000,0.000,E
                        10000001,,9
                        10000002,0.000,A
                        """.replace("\n", "\r\n"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void readsBackExactlyWhatItWrote(long seed) throws Exception {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < 20; i++) {
            List<DayReadings> days = SampleDays.random(random);

            assertThat(SampleDays.read(new SmtCsvReader(), csv(days).getBytes(US_ASCII)))
                    .isEqualTo(days);
            assertThat(SampleDays.read(new LseReader(), lse(days).getBytes(US_ASCII)))
                    .isEqualTo(days);
        }
    }

    @Test
    void leavesTheSecondPassBlankInTheReadingTextOfAnOrdinaryDay() {
        String[] places = places(SampleDays.numbered(ORDINARY, 900));

        assertThat(places).hasSize(100);
        assertThat(places[0]).isEqualTo("0.001-A");
        assertThat(places[7]).isEqualTo("0.008-A");
        assertThat(List.of(places).subList(8, 12)).containsOnly("");
        assertThat(places[12]).isEqualTo("0.009-A");
        assertThat(places[99]).isEqualTo("0.096-A");
    }

    @Test
    void fillsAllPlacesOfTheReadingTextInAutumn() {
        String[] places = places(SampleDays.numbered(SampleDays.AUTUMN, 900));

        for (int i = 0; i < 100; i++) {
            assertThat(places[i]).isEqualTo("0." + String.format("%03d", i + 1) + "-A");
        }
    }

    @Test
    void leavesTheSkippedHourBlankInTheReadingTextInSpring() {
        String[] places = places(SampleDays.numbered(SampleDays.SPRING, 900));

        assertThat(List.of(places).subList(8, 16)).containsOnly("");
        assertThat(places[16]).isEqualTo("0.009-A");
        assertThat(places).filteredOn(place -> !place.isEmpty()).hasSize(92);
    }

    @Test
    void leavesMissingReadingsBlankInTheReadingText() {
        DayGrid grid = DayGrid.of(ORDINARY, 900);
        int[] energy = new int[96];
        energy[0] = DayReadings.NO_READING;
        energy[1] = 1_234_567;
        DayReadings day = DayReadings.of(
                SampleDays.ONCOR, Channel.CONSUMPTION, grid, SampleDays.RECEIVED, energy, "-E" + "A".repeat(94));

        assertThat(SmtReadingString.of(day)).startsWith(",1234.567-E,0.000-A,");
        assertThatThrownBy(() -> SmtReadingString.of(SampleDays.numbered(ORDINARY, 3600)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void putsNumbersAcrossTheEdgeOfItsBuffer() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StringBuilder expected = new StringBuilder();
        try (ByteOutput out = new ByteOutput(bytes)) {
            for (long i = -5; i < 30_000; i++) {
                out.putNumber(i * i * i * 7);
                out.put(' ');
                out.putKilowattHours((int) Math.abs(i) * 1001);
                out.put('\n');
                expected.append(i * i * i * 7)
                        .append(' ')
                        .append(Math.abs(i) * 1001 / 1000)
                        .append('.')
                        .append(String.format("%03d", Math.abs(i) * 1001 % 1000))
                        .append('\n');
            }
            out.put(new byte[100_000]);
            out.flush();
        }

        assertThat(bytes.toString(US_ASCII)).isEqualTo(expected + "\0".repeat(100_000));
    }

    private static String[] places(DayReadings day) {
        return SmtReadingString.of(day).split(",", -1);
    }

    private static String csv(List<DayReadings> days) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (SmtCsvWriter writer = new SmtCsvWriter(bytes)) {
            for (DayReadings day : days) {
                writer.write(day);
            }
            writer.flush();
        }
        return bytes.toString(US_ASCII);
    }

    private static String lse(List<DayReadings> days) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (LseWriter writer = new LseWriter(bytes)) {
            for (DayReadings day : days) {
                writer.write(day);
            }
            writer.flush();
        }
        return bytes.toString(US_ASCII);
    }
}
