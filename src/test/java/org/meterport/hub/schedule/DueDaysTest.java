package org.meterport.hub.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meterport.hub.schedule.Schedule.Frequency;

class DueDaysTest {

    private final DueDays dueDays = new DueDays(18);

    /** 18:00 Central is midnight UTC in winter and 23:00 UTC in summer. */
    @ParameterizedTest
    @CsvSource({
        "2026-02-10T23:59:59Z, 2026-02-08, 2026-01-31",
        "2026-02-11T00:00:00Z, 2026-02-09, 2026-01-31",
        "2026-07-10T22:59:59Z, 2026-07-08, 2026-06-30",
        "2026-07-10T23:00:00Z, 2026-07-09, 2026-06-30",
        "2026-03-01T23:59:59Z, 2026-02-27, 2026-01-31",
        "2026-03-02T00:00:00Z, 2026-02-28, 2026-02-28",
        "2026-01-01T23:00:00Z, 2025-12-30, 2025-11-30",
        "2026-01-02T00:00:00Z, 2025-12-31, 2025-12-31"
    })
    void makesADayDueAtItsHourAndAMonthWithItsLastDay(Instant now, LocalDate day, LocalDate month) {
        assertThat(dueDays.due(Frequency.DAILY, now)).isEqualTo(day);
        assertThat(dueDays.due(Frequency.MONTHLY, now)).isEqualTo(month);
    }
}
