package org.meterport.hub.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import org.meterport.components.intervalfile.DayGrid;
import org.meterport.hub.schedule.Schedule.Frequency;

/**
 * Which usage days are due when, in Central Time.
 *
 * @param hour of the local day from which on the day before is due, 0 to 23
 */
public record DueDays(int hour) {

    public DueDays {
        if (hour < 0 || hour > 23) {
            throw new IllegalArgumentException("an hour of the day is 0 to 23, not " + hour);
        }
    }

    public LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, DayGrid.CENTRAL);
    }

    /** The last usage day that a file is due for. */
    public LocalDate due(Frequency frequency, Instant now) {
        ZonedDateTime local = now.atZone(DayGrid.CENTRAL);
        LocalDate day = local.toLocalDate().minusDays(local.getHour() >= hour ? 1 : 2);
        return frequency == Frequency.DAILY
                ? day
                : day.plusDays(1).withDayOfMonth(1).minusDays(1);
    }

    /** The first usage day of a schedule that is made now. */
    public LocalDate start(Frequency frequency, Instant now) {
        return frequency == Frequency.DAILY ? today(now) : today(now).withDayOfMonth(1);
    }
}
