package org.meterport.components.intervalfile;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What has been read of one file, and the rules that hold across its days: days of a premise and channel ascend,
 * revisions of one day ascend, no day lies before smart meters or in the future.
 */
public final class DayLedger {
    private final ReadContext context;
    private final Consumer<? super DayReadings> sink;
    private final LocalDate lastDay;
    private final Map<Channel, Map<Esiid, Last>> lastOf = new EnumMap<>(Channel.class);
    private long days;
    private long readings;
    private long rows;

    private record Last(LocalDate day, Instant revisedAt) {
        boolean allows(LocalDate next, Instant nextRevision) {
            return next.equals(day) ? nextRevision.isAfter(revisedAt) : next.isAfter(day);
        }
    }

    public DayLedger(ReadContext context, Consumer<? super DayReadings> sink) {
        this.context = context;
        this.sink = sink;
        // A day's grace: clocks of sender and receiver differ, and a file may be read just before midnight.
        this.lastDay = LocalDate.ofInstant(context.receivedAt(), context.zone()).plusDays(1);
    }

    /** Counts a reading of the file, whatever becomes of it. */
    public void row(long line) throws IntervalFileException {
        rows++;
        if (rows > context.limits().rows()) {
            throw new IntervalFileException(
                    FaultReason.TOO_MANY_ROWS,
                    line,
                    "The file has more than " + context.limits().rows() + " readings; split it by premise.");
        }
    }

    /** Asks whether a file may hold the day at all. */
    public void checkDay(LocalDate day, long line) throws IntervalFileException {
        if (day.isBefore(context.earliestDay())) {
            throw new IntervalFileException(
                    FaultReason.DATE_INVALID,
                    line,
                    "The day " + day + " is before " + context.earliestDay() + ", the first that is kept.");
        }
        if (day.isAfter(lastDay)) {
            throw new IntervalFileException(
                    FaultReason.DAY_IN_FUTURE,
                    line,
                    "The day " + day + " is in the future; the file was received on " + lastDay.minusDays(1) + ".");
        }
    }

    /** Asks whether a day may begin here; what is allowed must be {@linkplain #closed closed} or dropped. */
    public void open(Esiid esiid, Channel channel, LocalDate day, Instant revisedAt, long line)
            throws IntervalFileException {
        checkDay(day, line);
        Map<Esiid, Last> lasts = lastOf.computeIfAbsent(channel, each -> new HashMap<>());
        Last last = lasts.put(esiid, new Last(day, revisedAt));
        if (lasts.size() > context.limits().premises()) {
            throw new IntervalFileException(
                    FaultReason.TOO_MANY_PREMISES,
                    line,
                    "The file has more than " + context.limits().premises() + " premises; split it.");
        }
        if (last != null && !last.allows(day, revisedAt)) {
            throw new IntervalFileException(
                    FaultReason.DAY_ORDER,
                    line,
                    "The day " + day + " of " + channel.smtName() + " comes after " + last.day
                            + " of the same premise; days, and revisions of one day, must ascend and stand together.");
        }
    }

    public void closed(DayReadings day) {
        days++;
        readings += day.present();
        sink.accept(day);
    }

    /** The end of the file; one without a day is no interval file. */
    public ReadTally tally() throws IntervalFileException {
        if (days == 0) {
            throw new IntervalFileException(FaultReason.FILE_EMPTY, 0, "The file has no readings.");
        }
        return new ReadTally(days, readings);
    }
}
