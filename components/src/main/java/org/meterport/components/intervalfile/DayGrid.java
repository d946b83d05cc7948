package org.meterport.components.intervalfile;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.OptionalInt;

/**
 * A local day cut into slots of equal length, in order of time. A day with a clock change is shorter or longer by the
 * hour: at 900 s it has 92 or 100 slots where others have 96, at 3600 s it has 23 or 25.
 */
public final class DayGrid {
    /** The market's zone; usage days begin at its midnight. */
    public static final ZoneId CENTRAL = ZoneId.of("America/Chicago");

    private final ZoneId zone;
    private final LocalDate day;
    private final int intervalSeconds;
    private final long startSecond;
    private final int slots;

    private DayGrid(ZoneId zone, LocalDate day, int intervalSeconds, long startSecond, int slots) {
        this.zone = zone;
        this.day = day;
        this.intervalSeconds = intervalSeconds;
        this.startSecond = startSecond;
        this.slots = slots;
    }

    /**
     * The grid of any zone's day.
     *
     * @throws IllegalArgumentException if {@link #allowsInterval} says no
     */
    public static DayGrid of(ZoneId zone, LocalDate day, int intervalSeconds) {
        if (!allowsInterval(intervalSeconds)) {
            throw new IllegalArgumentException("Intervals of " + intervalSeconds + " s do not fill an hour evenly");
        }
        long start = day.atStartOfDay(zone).toEpochSecond();
        long end = day.plusDays(1).atStartOfDay(zone).toEpochSecond();
        return new DayGrid(zone, day, intervalSeconds, start, Math.toIntExact((end - start) / intervalSeconds));
    }

    /** The grid of a market day: {@link #CENTRAL}. */
    public static DayGrid of(LocalDate day, int intervalSeconds) {
        return of(CENTRAL, day, intervalSeconds);
    }

    /** The grid of the local day in which the moment lies. */
    public static DayGrid containing(ZoneId zone, Instant moment, int intervalSeconds) {
        return of(zone, LocalDate.ofInstant(moment, zone), intervalSeconds);
    }

    /** Whole minutes that divide an hour, so that a clock change always moves by whole slots. */
    public static boolean allowsInterval(int seconds) {
        return seconds >= 60 && seconds <= 3600 && seconds % 60 == 0 && 3600 % seconds == 0;
    }

    public ZoneId zone() {
        return zone;
    }

    public LocalDate day() {
        return day;
    }

    public int intervalSeconds() {
        return intervalSeconds;
    }

    public int slots() {
        return slots;
    }

    /** The day's first moment. */
    public Instant start() {
        return Instant.ofEpochSecond(startSecond);
    }

    /** The next day's first moment. */
    public Instant end() {
        return Instant.ofEpochSecond(startSecond + (long) slots * intervalSeconds);
    }

    /**
     * The moment at which a slot begins.
     *
     * @param slot from 0; {@link #slots()} gives the end of the day
     */
    public Instant slotStart(int slot) {
        if (slot < 0 || slot > slots) {
            throw new IndexOutOfBoundsException("Slot " + slot + " of " + slots);
        }
        return Instant.ofEpochSecond(startSecond + (long) slot * intervalSeconds);
    }

    /** The slot that begins at exactly this moment; empty if none of this day does. */
    public OptionalInt slotStartingAt(Instant moment) {
        if (moment.getNano() != 0) {
            return OptionalInt.empty();
        }
        long seconds = moment.getEpochSecond() - startSecond;
        if (seconds < 0 || seconds % intervalSeconds != 0 || seconds / intervalSeconds >= slots) {
            return OptionalInt.empty();
        }
        return OptionalInt.of((int) (seconds / intervalSeconds));
    }

    /** Wall-clock time at the beginning of a slot; in autumn an hour of them comes twice. */
    public LocalTime localStart(int slot) {
        return LocalTime.ofInstant(slotStart(slot), zone);
    }

    /** What the clock change of this day adds to 24 hours: zero, or plus or minus an hour. */
    public Duration clockChange() {
        return Duration.ofSeconds((long) slots * intervalSeconds - 86_400);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DayGrid that
                && day.equals(that.day)
                && intervalSeconds == that.intervalSeconds
                && zone.equals(that.zone);
    }

    @Override
    public int hashCode() {
        return 31 * day.hashCode() + intervalSeconds;
    }

    @Override
    public String toString() {
        return day + " " + zone + " in " + slots + " x " + intervalSeconds + " s";
    }
}
