package org.meterport.components;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.meterport.components.greenbutton.GreenButtonWriter;
import org.meterport.components.greenbutton.OpaqueIds;
import org.meterport.components.intervalfile.Channel;
import org.meterport.components.intervalfile.DayGrid;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.IntervalFileException;
import org.meterport.components.intervalfile.LseWriter;
import org.meterport.components.intervalfile.ReadContext;
import org.meterport.components.intervalfile.SampleDays;
import org.meterport.components.intervalfile.SmtCsvWriter;

/** The published examples: the valid ones are what the writers make, the invalid ones are refused as their names say. */
class ExampleFilesTest {
    private static final Path EXAMPLES =
            Path.of(System.getProperty("meterport.root", ".."), "schemas", "examples", "interval-files");
    private static final Instant ISSUED = Instant.parse("2026-03-10T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"ordinary-day, 2026-01-05", "spring-day, 2026-03-08", "autumn-day, 2025-11-02"})
    void areWhatTheWritersMake(String name, LocalDate day) throws Exception {
        List<DayReadings> days = List.of(example(day, Channel.CONSUMPTION), example(day, Channel.SURPLUS_GENERATION));
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        try (SmtCsvWriter writer = new SmtCsvWriter(csv)) {
            for (DayReadings each : days) {
                writer.write(each);
            }
        }
        ByteArrayOutputStream lse = new ByteArrayOutputStream();
        try (LseWriter writer = new LseWriter(lse)) {
            for (DayReadings each : days) {
                writer.write(each);
            }
        }
        ByteArrayOutputStream feed = new ByteArrayOutputStream();
        try (GreenButtonWriter writer = new GreenButtonWriter(
                feed, new OpaqueIds("https://hub.example", new byte[16]), "/espi/1_1/resource", ISSUED)) {
            for (DayReadings each : days) {
                writer.write(each);
            }
        }

        assertThat(golden(name + ".csv", csv)).isEqualTo(csv.toByteArray());
        assertThat(golden(name + ".lse", lse)).isEqualTo(lse.toByteArray());
        assertThat(golden(name + ".xml", feed)).isEqualTo(feed.toByteArray());
        for (String ending : List.of(".csv", ".lse", ".xml")) {
            assertThat(read(EXAMPLES.resolve("valid").resolve(name + ending), true))
                    .isEqualTo(days);
        }
    }

    @Test
    void includeAFileAsUtilitiesReallySendThem() throws Exception {
        List<DayReadings> days = read(EXAMPLES.resolve("valid/as-found.csv"), false);

        assertThat(days).extracting(DayReadings::totalWattHours).containsExactly(1081L, 2000L);
        assertThat(days.get(0).missing()).isEqualTo(94);
    }

    @Test
    void includeAFeedCutAtAnotherZonesMidnight() throws Exception {
        List<DayReadings> days = read(EXAMPLES.resolve("valid/eastern-day.xml"), true);

        assertThat(days).extracting(DayReadings::present).containsExactly(1, 23);
        assertThat(days.get(1).day()).isEqualTo("2026-01-05");
    }

    static Stream<Path> invalid() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES.resolve("invalid"))) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void areRefusedWithTheReasonAndLineOfTheirName(Path file) {
        String[] expected = file.getFileName().toString().split("[.]", -1)[0].split("-line-", -1);

        IntervalFileException fault = catchThrowableOfType(IntervalFileException.class, () -> read(file, false));

        assertThat(fault.reason()).hasToString(expected[0]);
        assertThat(fault.line()).isEqualTo(Long.parseLong(expected[1]));
    }

    private static byte[] golden(String name, ByteArrayOutputStream made) throws IOException {
        Path file = EXAMPLES.resolve("valid").resolve(name);
        if (Boolean.getBoolean("meterport.examples.write")) {
            Files.write(file, made.toByteArray());
        }
        return Files.readAllBytes(file);
    }

    private static List<DayReadings> read(Path file, boolean named) throws IOException, IntervalFileException {
        List<DayReadings> days = new ArrayList<>();
        ReadContext context = ReadContext.of(file.getFileName().toString(), SampleDays.RECEIVED);
        AllReaders.detecting()
                .read(
                        new ByteArrayInputStream(Files.readAllBytes(file)),
                        named ? context.withEsiid(SampleDays.ONCOR) : context,
                        days::add);
        return days;
    }

    /** A day with one reading missing and one estimated, and every energy its own. */
    private static DayReadings example(LocalDate day, Channel channel) {
        DayGrid grid = DayGrid.of(day, 900);
        int[] energy = new int[grid.slots()];
        StringBuilder qualities = new StringBuilder("A".repeat(energy.length));
        for (int slot = 0; slot < energy.length; slot++) {
            energy[slot] = channel == Channel.CONSUMPTION ? 200 + slot * 7 : slot * 3;
        }
        energy[40] = DayReadings.NO_READING;
        qualities.setCharAt(40, '-');
        qualities.setCharAt(6, 'E');
        Instant revised =
                day.plusDays(1).atTime(14, 3, 9).atZone(DayGrid.CENTRAL).toInstant();
        return DayReadings.of(SampleDays.ONCOR, channel, grid, revised, energy, qualities.toString());
    }
}
