package org.meterport.components.intervalfile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtCsvReaderTest {
    private static final String HEADER = "ESIID,USAGE_DATE,REVISION_DATE,USAGE_START_TIME,USAGE_END_TIME,USAGE_KWH,"
            + "ESTIMATED_ACTUAL,CONSUMPTION_SURPLUSGENERATION\n";
    private static final String DAY = "'10443720001234567,01/05/2026,01/06/2026 14:03:09,";
    private static final String SPRING = "'10443720001234567,03/08/2026,03/09/2026 14:03:09,";
    private static final String AUTUMN = "'10443720001234567,11/02/2025,11/03/2025 14:03:09,";

    private final SmtCsvReader reader = new SmtCsvReader();

    @Test
    void readsEnergyFlagAndRevisionOfARow() throws Exception {
        DayReadings day = only(HEADER + DAY + "00:15,00:30,0.580,E,Consumption\n");

        assertThat(day.esiid()).isEqualTo(new Esiid("10443720001234567"));
        assertThat(day.channel()).isEqualTo(Channel.CONSUMPTION);
        assertThat(day.day()).isEqualTo("2026-01-05");
        assertThat(day.intervalSeconds()).isEqualTo(900);
        assertThat(day.revisedAt()).isEqualTo(Instant.parse("2026-01-06T20:03:09Z"));
        assertThat(energies(day)).containsExactly(Map.entry(1, 580));
        assertThat(day.quality(1)).isEqualTo(Quality.ESTIMATED);
    }

    @Test
    void takesWhatRealFilesCarryAroundTheirFields() throws Exception {
        String file = "\uFEFF" + HEADER.replace("\n", "\r\n").replace(",USAGE_KWH", ", Usage_kWh ")
                + "\r\n"
                + " 10443720001234567 , 1/5/2026,01/06/2026  14:03, 00:00, 0:15, .25 ,A,Consumption\r\n"
                + "'10443720001234567 , 1/5/2026,01/06/2026  14:03, 00:15, 0:30,1.,A, Surplus Generation \r\n"
                + "   \r\n"
                + "'10443720001234567,01/05/2026,01/06/2026 14:03:00,23:45,00:00,2.0000,A,Consumption";

        List<DayReadings> days = all(file);

        assertThat(days).hasSize(2);
        assertThat(energies(days.get(0))).containsExactly(Map.entry(0, 250), Map.entry(95, 2000));
        assertThat(energies(days.get(1))).containsExactly(Map.entry(1, 1000));
    }

    @Test
    void tellsTheTwoPassesOfTheAutumnHourByTheirOrder() throws Exception {
        DayReadings day = only(HEADER + AUTUMN + "00:45,01:00,0.001,A,Consumption\n" + AUTUMN
                + "01:00,01:15,0.002,A,Consumption\n" + AUTUMN + "01:45,02:00,0.003,A,Consumption\n" + AUTUMN
                + "01:00,01:15,0.004,A,Consumption\n" + AUTUMN + "01:45,02:00,0.005,A,Consumption\n" + AUTUMN
                + "02:00,02:15,0.006,A,Consumption\n");

        assertThat(day.slots()).isEqualTo(100);
        assertThat(energies(day)).isEqualTo(new TreeMap<>(Map.of(3, 1, 4, 2, 7, 3, 8, 4, 11, 5, 12, 6)));
    }

    @Test
    void takesAutumnHourThatComesOnceForItsFirstPass() throws Exception {
        DayReadings day = only(
                HEADER + AUTUMN + "01:30,01:45,0.002,A,Consumption\n" + AUTUMN + "02:00,02:15,0.006,A,Consumption\n");

        assertThat(energies(day)).containsExactly(Map.entry(6, 2), Map.entry(12, 6));
    }

    @Test
    void endsTheIntervalBeforeTheSpringChangeAtEitherOfTwoTimes() throws Exception {
        String after = SPRING + "03:00,03:15,0.002,A,Consumption\n";
        DayReadings counted = only(HEADER + SPRING + "01:45,02:00,0.001,A,Consumption\n" + after);
        DayReadings shown = only(
                HEADER + SPRING + "01:30,01:45,,,Consumption\n" + SPRING + "01:45,03:00,0.001,A,Consumption\n" + after);

        assertThat(energies(counted)).containsExactly(Map.entry(7, 1), Map.entry(8, 2));
        assertThat(shown).isEqualTo(counted);
        assertThat(shown.slots()).isEqualTo(92);
    }

    @Test
    void keepsBothChannelsApartWhenTheirRowsAlternate() throws Exception {
        List<DayReadings> days = all(HEADER + DAY + "00:00,00:15,0.001,A,Consumption\n" + DAY
                + "00:00,00:15,0.002,A,Surplus Generation\n" + DAY + "00:15,00:30,0.003,A,Consumption\n" + DAY
                + "00:15,00:30,0.004,A,Surplus Generation\n");

        assertThat(days).extracting(DayReadings::totalWattHours).containsExactly(4L, 6L);
    }

    @Test
    void keepsTwoRevisionsOfADayApart() throws Exception {
        String later = DAY.replace("14:03:09", "18:00:00");
        List<DayReadings> days =
                all(HEADER + DAY + "00:00,00:15,0.001,A,Consumption\n" + later + "00:00,00:15,0.002,A,Consumption\n");

        assertThat(days).extracting(DayReadings::totalWattHours).containsExactly(1L, 2L);
        assertThat(days.get(1).revisedAt()).isEqualTo(Instant.parse("2026-01-07T00:00:00Z"));
    }

    @Test
    void readsHalfHoursAndHoursByWhatTheFirstRowSpans() throws Exception {
        assertThat(only(HEADER + DAY + "00:00,00:30,0.001,A,Consumption\n").intervalSeconds())
                .isEqualTo(1800);
        assertThat(only(HEADER + DAY + "23:00,00:00,0.001,A,Consumption\n").intervalSeconds())
                .isEqualTo(3600);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "00:15,00:30,0.5,A,Consumption,x          | COLUMN_COUNT",
                "00:15,00:30,0.5,A                        | COLUMN_COUNT",
                "00:15                                    | COLUMN_COUNT",
                "00:15,00:30,0.5,A,consumption            | CHANNEL_UNKNOWN",
                "00:15,00:30,0.5,X,Consumption            | FLAG_UNKNOWN",
                "00:15,00:30,0.5,,Consumption             | FLAG_UNKNOWN",
                "00:15,00:30,,A,Consumption               | ENERGY_INVALID",
                "00:15,00:30,.,A,Consumption              | ENERGY_INVALID",
                "00:15,00:30,1e3,A,Consumption            | ENERGY_INVALID",
                "00:15,00:30,+1,A,Consumption             | ENERGY_INVALID",
                "00:15,00:30,0x1,A,Consumption            | ENERGY_INVALID",
                "00:15,00:30,9999999,A,Consumption        | ENERGY_INVALID",
                "00:15,00:30,99999999999999,A,Consumption | ENERGY_INVALID",
                "00:15,00:30,-0.5,A,Consumption           | ENERGY_NEGATIVE",
                "00:15,00:30,0.5001,A,Consumption         | ENERGY_PRECISION",
                "00:20,00:35,0.5,A,Consumption            | INTERVAL_MISALIGNED",
                "00:15,00:45,0.5,A,Consumption            | INTERVAL_END",
                "00:15,00:15,0.5,A,Consumption            | INTERVAL_END",
                "00:00,00:15,0.5,A,Consumption            | INTERVAL_DUPLICATE",
                "24:00,00:15,0.5,A,Consumption            | TIME_INVALID",
                "00:60,00:15,0.5,A,Consumption            | TIME_INVALID",
                "0015,0030,0.5,A,Consumption              | TIME_INVALID",
                ",00:30,0.5,A,Consumption                 | TIME_INVALID"
            })
    void refusesARowThatBreaksARule(String row, FaultReason reason) {
        IntervalFileException fault = faultOf(HEADER + DAY + "00:00,00:15,0.5,A,Consumption\n" + DAY + row + "\n");

        assertThat(fault.reason()).isEqualTo(reason);
        assertThat(fault.line()).isEqualTo(3);
        assertThat(fault.sentence()).endsWith(".");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'1044372000123456,01/05/2026,01/06/2026 14:03:09   | ESIID_INVALID",
                "''10443720001234567,01/05/2026,01/06/2026 14:03:09 | ESIID_INVALID",
                ",01/05/2026,01/06/2026 14:03:09                    | ESIID_INVALID",
                "10443720001234567,02/30/2026,01/06/2026 14:03:09   | DATE_INVALID",
                "10443720001234567,2026-01-05,01/06/2026 14:03:09   | DATE_INVALID",
                "10443720001234567,01/05/26,01/06/2026 14:03:09     | DATE_INVALID",
                "10443720001234567,01/05/1999,01/06/2026 14:03:09   | DATE_INVALID",
                "10443720001234567,01/05/2026,01/06/2026            | DATE_INVALID",
                "10443720001234567,01/05/2026,01/06/2026 25:00:00   | DATE_INVALID",
                "10443720001234567,01/05/2026,01/06/2026 14:03:x    | DATE_INVALID",
                "10443720001234567,01/05/2027,01/06/2026 14:03:09   | DAY_IN_FUTURE"
            })
    void refusesAPremiseOrDayThatCannotBe(String start, FaultReason reason) {
        IntervalFileException fault = faultOf(HEADER + "\n" + start + ",00:00,00:15,0.5,A,Consumption\n");

        assertThat(fault.reason()).isEqualTo(reason);
        assertThat(fault.line()).isEqualTo(3);
    }

    @Test
    void refusesTheHourThatTheSpringDaySkips() {
        assertThat(faultOf(HEADER + SPRING + "02:00,02:15,0.5,A,Consumption\n").reason())
                .isEqualTo(FaultReason.INTERVAL_NOT_IN_DAY);
    }

    @Test
    void refusesRowsAndDaysOutOfOrder() {
        String four = DAY + "00:45,01:00,0.5,A,Consumption\n";
        String earlier = DAY + "00:15,00:30,0.5,A,Consumption\n";
        String dayBefore = DAY.replace("01/05/2026", "01/04/2026") + "00:15,00:30,0.5,A,Consumption\n";
        String other = DAY.replace("0001234567", "0001234568") + "00:15,00:30,0.5,A,Consumption\n";

        assertThat(faultOf(HEADER + four + earlier).reason()).isEqualTo(FaultReason.INTERVAL_ORDER);
        assertThat(faultOf(HEADER + four + dayBefore).reason()).isEqualTo(FaultReason.DAY_ORDER);
        assertThat(faultOf(HEADER + four + other + four).reason()).isEqualTo(FaultReason.DAY_ORDER);
    }

    @Test
    void refusesARevisionTimeThatChangesWithinADay() {
        String later = DAY.replace("14:03:09", "18:00:00");

        IntervalFileException fault =
                faultOf(HEADER + DAY + "00:00,00:15,0.5,A,Consumption\n" + later + "00:15,00:30,0.5,A,Consumption\n");

        assertThat(fault.reason()).isEqualTo(FaultReason.REVISION_MIXED);
    }

    @Test
    void refusesAFileWithoutHeaderOrReadings() {
        assertThat(faultOf("").reason()).isEqualTo(FaultReason.FILE_EMPTY);
        assertThat(faultOf("\n \r\n").reason()).isEqualTo(FaultReason.FILE_EMPTY);
        assertThat(faultOf(HEADER).reason()).isEqualTo(FaultReason.FILE_EMPTY);
        assertThat(faultOf(HEADER.replace("_", "")).reason()).isEqualTo(FaultReason.HEADER_INVALID);
        assertThat(faultOf(DAY + "00:00,00:15,0.5,A,Consumption\n").reason()).isEqualTo(FaultReason.HEADER_INVALID);
    }

    @Test
    void refusesUtf16ByName() {
        byte[] file = ("\uFEFF" + HEADER).getBytes(UTF_16BE);

        assertThat(faultOf(file, context()).reason()).isEqualTo(FaultReason.ENCODING_UNSUPPORTED);
    }

    @Test
    void refusesTheFileOfAnotherPremiseThanTheSenderNamed() throws Exception {
        byte[] file = (HEADER + DAY + "00:00,00:15,0.5,A,Consumption\n").getBytes(UTF_8);

        assertThat(SampleDays.read(reader, file, context().withEsiid(SampleDays.ONCOR)))
                .hasSize(1);
        assertThat(faultOf(file, context().withEsiid(SampleDays.CENTERPOINT)).reason())
                .isEqualTo(FaultReason.ESIID_MISMATCH);
    }

    @Test
    void refusesALineOfTenMegabytesWithoutHoldingIt() {
        StrangeStreams.Endless endless = new StrangeStreams.Endless('7');

        IntervalFileException fault =
                catchThrowableOfType(IntervalFileException.class, () -> reader.read(endless, context(), day -> {}));

        assertThat(fault.reason()).isEqualTo(FaultReason.LINE_TOO_LONG);
        assertThat(fault.line()).isEqualTo(1);
        assertThat(endless.taken()).isLessThan(300_000);
    }

    @Test
    void refusesMoreThanItsLimits() {
        String row = "00:00,00:15,0.5,A,Consumption\n";
        byte[] file = (HEADER + DAY + row + DAY.replace("0001234567", "0001234568") + row).getBytes(UTF_8);
        ReadLimits wide = ReadLimits.ORDINARY;

        assertThat(faultOf(file, context().withLimits(new ReadLimits(file.length - 1, 1000, 9, 9, 9)))
                        .reason())
                .isEqualTo(FaultReason.FILE_TOO_LARGE);
        assertThat(faultOf(file, context().withLimits(new ReadLimits(wide.fileBytes(), 1000, 1, 9, 9)))
                        .reason())
                .isEqualTo(FaultReason.TOO_MANY_ROWS);
        assertThat(faultOf(file, context().withLimits(new ReadLimits(wide.fileBytes(), 1000, 9, 1, 9)))
                        .reason())
                .isEqualTo(FaultReason.TOO_MANY_PREMISES);
        assertThat(faultOf(
                                (HEADER + " ".repeat(129)).getBytes(UTF_8),
                                context().withLimits(new ReadLimits(wide.fileBytes(), 128, 9, 9, 9)))
                        .reason())
                .isEqualTo(FaultReason.LINE_TOO_LONG);
    }

    @Test
    void quotesForeignBytesHarmlessly() {
        IntervalFileException fault =
                faultOf((HEADER + DAY + "00:00,00:15,\u00e9\u0007,A,Consumption\n").getBytes(ISO_8859_1), context());

        assertThat(fault.sentence()).contains("\"??\"");
    }

    @Test
    void passesOnThatTheBytesCannotBeFetched() {
        InputStream broken = StrangeStreams.breakingAfter(HEADER.getBytes(UTF_8));

        assertThat(catchThrowableOfType(IOException.class, () -> reader.read(broken, context(), day -> {})))
                .hasMessage("disk gone");
    }

    private DayReadings only(String file) throws Exception {
        List<DayReadings> days = all(file);
        assertThat(days).hasSize(1);
        return days.get(0);
    }

    private List<DayReadings> all(String file) throws Exception {
        return SampleDays.read(reader, file.getBytes(UTF_8));
    }

    private IntervalFileException faultOf(String file) {
        return faultOf(file.getBytes(UTF_8), context());
    }

    private IntervalFileException faultOf(byte[] file, ReadContext context) {
        List<DayReadings> days = new ArrayList<>();
        return catchThrowableOfType(
                IntervalFileException.class, () -> reader.read(new ByteArrayInputStream(file), context, days::add));
    }

    private static ReadContext context() {
        return ReadContext.of("sample.csv", SampleDays.RECEIVED);
    }

    private static Map<Integer, Integer> energies(DayReadings day) {
        Map<Integer, Integer> present = new TreeMap<>();
        for (int slot = 0; slot < day.slots(); slot++) {
            if (day.isPresent(slot)) {
                present.put(slot, day.wattHours(slot));
            }
        }
        return present;
    }

    @Test
    void countsTheDaysAndReadingsOfAFile() throws Exception {
        byte[] file = (HEADER + DAY + "00:00,00:15,0.5,A,Consumption\n" + DAY + "00:15,00:30,,,Consumption\n")
                .getBytes(UTF_8);

        ReadTally tally = reader.read(new ByteArrayInputStream(file), context(), day -> {});

        assertThat(tally).isEqualTo(new ReadTally(1, 1));
        assertThat(DayGrid.of(LocalDate.of(2026, 1, 5), 900).slots()).isEqualTo(96);
    }
}
