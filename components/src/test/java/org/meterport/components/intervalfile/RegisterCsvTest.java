package org.meterport.components.intervalfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meterport.components.intervalfile.BillingMonth.Demand;

class RegisterCsvTest {

    private static final Instant NOW = Instant.parse("2026-02-10T15:04:05Z");
    private static final Instant REVISED = Instant.parse("2026-01-06T20:03:09Z");
    private static final Esiid HOME = new Esiid("10443720000000011");
    private static final String READS = RegisterCsvReading.HEADER + "\r\n";
    private static final String MONTHS = BillingCsvReading.HEADER + "\r\n";

    @Test
    void readsWhatTheWriterWrote() throws Exception {
        var consumption = new RegisterRead(
                HOME, Channel.CONSUMPTION, LocalDate.parse("2026-01-05"), REVISED, 12_345_678, 12_375_001, 29_323);
        var generation = new RegisterRead(
                HOME, Channel.SURPLUS_GENERATION, LocalDate.parse("2026-01-05"), REVISED, 99_999_999, 7, 8);
        var month = new BillingMonth(
                HOME,
                LocalDate.parse("2025-12-03"),
                LocalDate.parse("2026-01-02"),
                REVISED,
                12_345_678_901L,
                new Demand(OptionalLong.of(4_500), OptionalLong.empty(), OptionalLong.of(0), OptionalLong.empty()));
        var reads = new ByteArrayOutputStream();
        var readsWriter = RegisterCsvWriter.ofReads(reads);
        readsWriter.write(consumption);
        readsWriter.write(generation);
        readsWriter.flush();
        var months = new ByteArrayOutputStream();
        var monthsWriter = RegisterCsvWriter.ofMonths(months);
        monthsWriter.write(month);
        monthsWriter.flush();

        assertThat(read(reads.toByteArray())).containsExactly(consumption, generation);
        assertThat(read(months.toByteArray())).containsExactly(month);
    }

    @Test
    void takesFilesAsSendersWriteThem() throws Exception {
        byte[] plain = ("\uFEFF" + "esiid, read_date, revision_date, start_reading, end_reading, kwh\n\n"
                        + "'10443720000000011, 01/05/2026, 01/06/2026 14:03:09, 1.5, 2, .5".replace(" .5", " 0.5"))
                .getBytes(StandardCharsets.UTF_8);
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        }
        var expected =
                new RegisterRead(HOME, Channel.CONSUMPTION, LocalDate.parse("2026-01-05"), REVISED, 1_500, 2_000, 500);

        assertThat(read(plain)).containsExactly(expected);
        assertThat(read(packed.toByteArray())).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10443720000000011,01/05/2026,,1,2,-1,Consumption | ENERGY_NEGATIVE",
                "10443720000000011,01/05/2026,,1,2,x,Consumption | ENERGY_INVALID",
                "10443720000000011,01/05/2026,,1,2,0.0001,Consumption | ENERGY_PRECISION",
                "10443720000000011,02/30/2026,,1,2,1,Consumption | DATE_INVALID",
                "10443720000000011,01/05/1999,,1,2,1,Consumption | DATE_INVALID",
                "10443720000000011,02/11/2026,,1,2,1,Consumption | DAY_IN_FUTURE",
                "10443720000000011,01/05/2026,,1,2,1,Import | CHANNEL_UNKNOWN",
                "10443720000000011,01/05/2026,,1,2,1 | COLUMN_COUNT",
                "1044372,01/05/2026,,1,2,1,Consumption | ESIID_INVALID"
            })
    void refusesARowWithItsLineAndReason(String row, FaultReason reason) {
        assertThatThrownBy(() -> read((READS + row + "\r\n").getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOfSatisfying(IntervalFileException.class, fault -> {
                    assertThat(fault.reason()).isEqualTo(reason);
                    assertThat(fault.line()).isEqualTo(2);
                });
    }

    @Test
    void refusesAMonthThatEndsBeforeItBeginsAndAHeaderOfAnotherOrder() {
        assertThatThrownBy(() -> read((MONTHS + "10443720000000011,01/05/2026,01/04/2026,,1,,,,\r\n")
                        .getBytes(StandardCharsets.US_ASCII)))
                .hasMessage("DATE_INVALID at line 2");
        assertThatThrownBy(() -> read("ESIID,READ_DATE,KWH\r\n".getBytes(StandardCharsets.US_ASCII)))
                .hasMessage("HEADER_INVALID at line 1");
    }

    private static List<Object> read(byte[] file) throws IOException, IntervalFileException {
        List<Object> records = new ArrayList<>();
        var reader = new UsageFileReader(new DetectingReader(Map.of()));
        ReadTally tally = reader.read(
                new ByteArrayInputStream(file), ReadContext.of("reads.csv", NOW), new UsageFileReader.Sink() {
                    @Override
                    public void accept(DayReadings day) {
                        records.add(day);
                    }

                    @Override
                    public void read(RegisterRead read) {
                        records.add(read);
                    }

                    @Override
                    public void month(BillingMonth month) {
                        records.add(month);
                    }
                });
        assertThat(tally.days()).isEqualTo(records.size());
        return records;
    }
}
