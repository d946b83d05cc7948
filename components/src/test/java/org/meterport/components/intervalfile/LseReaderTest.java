package org.meterport.components.intervalfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LseReaderTest {
    private static final String HOUR = """
            00000001,10443720001234567,4,20260105230000,20260105235959,Y,N
            00000002,,,1,0,1.0,0,900,01,,,,
            00000003,
            00000004,20260106140309,M
            10000000,0.580,A
            10000001,0.581,
            10000002,0.582,E
            10000003,,9
            """;

    private final LseReader reader = new LseReader();

    @Test
    void readsARecordOfPartOfADay() throws Exception {
        DayReadings day = all(HOUR).get(0);

        assertThat(day.esiid()).isEqualTo(SampleDays.ONCOR);
        assertThat(day.channel()).isEqualTo(Channel.CONSUMPTION);
        assertThat(day.revisedAt()).isEqualTo(Instant.parse("2026-01-06T20:03:09Z"));
        assertThat(day.qualities()).isEqualTo("-".repeat(92) + "AAE-");
        assertThat(day.wattHours(94)).isEqualTo(582);
    }

    @Test
    void takesEitherWayToStopAndToNumber() throws Exception {
        String other = HOUR.replace("20260105235959", "20260106000000")
                .replace("10000003", "10000004")
                .replace("10000002", "10000003")
                .replace("10000001", "10000002")
                .replace("10000000", "10000001")
                .replace(",,,,\n", "\n")
                .replace("\n", "\r\n");

        assertThat(all(other)).isEqualTo(all(HOUR));
    }

    @Test
    void cutsARecordOfSeveralDaysAtLocalMidnight() throws Exception {
        String record = """
                00000001,10443720001234567,1,20251101220000,20251102015959,Y,N
                00000002,,,,,,,3600,1
                00000003,x
                00000004,20251104000000,C
                10000000,1,A
                10000001,2,A
                10000002,3,A
                10000003,4,A
                10000004,5,A
                """;

        List<DayReadings> days = all(record);

        assertThat(days).extracting(DayReadings::totalWattHours).containsExactly(3000L, 12_000L);
        assertThat(days.get(1).slots()).isEqualTo(25);
        assertThat(days.get(1).present()).isEqualTo(3);
        assertThat(days.get(1).channel()).isEqualTo(Channel.SURPLUS_GENERATION);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "00000001,                       | 00000009,                      | RECORD_ORDER         | 1",
                "10443720001234567,4             | 1044372000123456,4             | ESIID_INVALID        | 1",
                "4567,4,                         | 4567,2,                        | CHANNEL_UNKNOWN      | 1",
                ",20260105230000,                | ,2026010523000,                | TIME_INVALID         | 1",
                ",20260105230000,                | ,20260230230000,               | TIME_INVALID         | 1",
                ",Y,N                            | ,N,N                           | FIELD_INVALID        | 1",
                ",Y,N                            | ,Y,Y                           | FIELD_INVALID        | 1",
                ",Y,N                            | ,Y,N,                          | COLUMN_COUNT         | 1",
                "00000002,,,                     | 00000002,-1,,                  | FIELD_INVALID        | 2",
                "00000002,,,1                    | 00000002,,,2                   | MULTIPLIER_UNSUPPORTED | 2",
                ",900,01                         | ,901,01                        | INTERVAL_LENGTH      | 2",
                ",900,01                         | ,900,02                        | UNIT_UNSUPPORTED     | 2",
                ",01,,,,                         | ,01,,,,,                       | COLUMN_COUNT         | 2",
                "1,0,1.0,0,900,01,,,,            | 1,0,1.0,0,900                  | COLUMN_COUNT         | 2",
                "20260105230000                  | 20260105230700                 | INTERVAL_MISALIGNED  | 2",
                "20260105235959                  | 20260105235900                 | INTERVAL_END         | 2",
                "20260105235959                  | 20260105220000                 | INTERVAL_END         | 2",
                "00000003,                       | 00000004,                      | RECORD_ORDER         | 3",
                "140309,M                        | 140309,X                       | FIELD_INVALID        | 4",
                "10000001,0.581                  | 10000005,0.581                 | RECORD_ORDER         | 6",
                "10000000,0.580                  | 10000007,0.580                 | RECORD_ORDER         | 5",
                "0.581,                          | 0.581,B                        | FLAG_UNKNOWN         | 6",
                "0.581,                          | 0.581                          | COLUMN_COUNT         | 6",
                "0.581                           | -0.581                         | ENERGY_NEGATIVE      | 6",
                "20260105235959                  | 20260105234459                 | INTERVAL_COUNT       | 8",
                "20260105235959                  | 20260106001459                 | INTERVAL_COUNT       | 8",
                "20260105                        | 20270105                       | DAY_IN_FUTURE        | 4"
            })
    void refusesARecordThatBreaksARule(String right, String wrong, FaultReason reason, long line) {
        IntervalFileException fault = faultOf(HOUR.replace(right, wrong));

        assertThat(fault.reason()).isEqualTo(reason);
        assertThat(fault.line()).isEqualTo(line);
        assertThat(fault.sentence()).endsWith(".");
    }

    @Test
    void refusesARecordThatIsCutOff() {
        assertThat(faultOf(HOUR.substring(0, HOUR.indexOf("00000003"))).reason())
                .isEqualTo(FaultReason.RECORD_ORDER);
        assertThat(faultOf(HOUR.substring(0, HOUR.indexOf("10000002"))).reason())
                .isEqualTo(FaultReason.INTERVAL_COUNT);
        assertThat(faultOf("").reason()).isEqualTo(FaultReason.FILE_EMPTY);
    }

    @Test
    void refusesTheSameDayTwice() {
        assertThat(faultOf(HOUR + HOUR).reason()).isEqualTo(FaultReason.DAY_ORDER);
    }

    private List<DayReadings> all(String file) throws Exception {
        return SampleDays.read(reader, file.getBytes(UTF_8));
    }

    private IntervalFileException faultOf(String file) {
        return catchThrowableOfType(
                IntervalFileException.class,
                () -> reader.read(
                        new ByteArrayInputStream(file.getBytes(UTF_8)),
                        ReadContext.of("sample.lse", SampleDays.RECEIVED),
                        day -> {}));
    }
}
