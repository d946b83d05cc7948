package org.meterport.components.greenbutton;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.meterport.components.intervalfile.Channel;
import org.meterport.components.intervalfile.DayGrid;
import org.meterport.components.intervalfile.DayLedger;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.Esiid;
import org.meterport.components.intervalfile.FaultReason;
import org.meterport.components.intervalfile.IntervalFileException;
import org.meterport.components.intervalfile.Quality;
import org.meterport.components.intervalfile.ReadContext;

/** Cuts the readings of a feed into local days, one premise and channel after the other. */
final class FeedDays {
    private final Feed feed;
    private final ReadContext context;
    private final DayLedger ledger;
    private final ClockChangeRepair repair;

    FeedDays(Feed feed, ReadContext context, DayLedger ledger) {
        this.feed = feed;
        this.context = context;
        this.ledger = ledger;
        this.repair = new ClockChangeRepair(context.zone());
    }

    private record Series(Esiid esiid, Channel channel) {}

    /** A day while its readings arrive, from one block or from two that meet within it. */
    private static final class Arriving {
        private final DayGrid grid;
        private final int[] wattHours;
        private final char[] qualities;
        private Instant issued = Instant.MIN;

        Arriving(DayGrid grid) {
            this.grid = grid;
            this.wattHours = new int[grid.slots()];
            this.qualities = new char[grid.slots()];
            Arrays.fill(wattHours, DayReadings.NO_READING);
            Arrays.fill(qualities, Quality.MISSING.code());
        }
    }

    void handOver() throws IntervalFileException {
        Iterator<Map.Entry<Series, List<ReadingBlock>>> each =
                blocksBySeries().entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<Series, List<ReadingBlock>> entry = each.next();
            handOver(entry.getKey(), entry.getValue());
            each.remove();
        }
    }

    private Map<Series, List<ReadingBlock>> blocksBySeries() throws IntervalFileException {
        Map<Series, List<ReadingBlock>> series = new LinkedHashMap<>();
        UsagePoint only = null;
        for (ReadingBlock block : feed.blocks()) {
            if (block.size() > 0) {
                feed.readingType(block).check();
                UsagePoint usagePoint = feed.usagePoint(block).orElse(null);
                checkUsagePoint(usagePoint, only, block);
                only = only == null ? usagePoint : only;
                Series key =
                        new Series(esiid(usagePoint), feed.readingType(block).channel());
                series.computeIfAbsent(key, each -> new ArrayList<>()).add(block);
            }
        }
        return series;
    }

    private void checkUsagePoint(@Nullable UsagePoint usagePoint, @Nullable UsagePoint before, ReadingBlock block)
            throws IntervalFileException {
        if (usagePoint == null) {
            return;
        }
        if (usagePoint.serviceKind() != Espi.ELECTRICITY_SERVICE) {
            throw new IntervalFileException(
                    FaultReason.READING_TYPE_UNSUPPORTED,
                    usagePoint.entry().line(),
                    "The usage point's service is of kind " + usagePoint.serviceKind() + "; electricity is 0.");
        }
        if (before != null && before != usagePoint && usagePoint.esiid().isEmpty()) {
            throw new IntervalFileException(
                    FaultReason.USAGE_POINT_AMBIGUOUS,
                    block.entry().line(),
                    "The feed has readings of several usage points, and one ESIID cannot be that of all; send one feed"
                            + " for each.");
        }
    }

    private Esiid esiid(@Nullable UsagePoint usagePoint) throws IntervalFileException {
        Optional<Esiid> own = Optional.ofNullable(usagePoint).flatMap(UsagePoint::esiid);
        Esiid given = context.esiid();
        if (own.isPresent() && given != null && !given.equals(own.get())) {
            throw new IntervalFileException(
                    FaultReason.ESIID_MISMATCH,
                    Objects.requireNonNull(usagePoint).entry().line(),
                    "The usage point is ESIID " + own.get() + ", but the file was sent for " + given + ".");
        }
        if (own.isEmpty() && given == null) {
            throw new IntervalFileException(
                    FaultReason.ESIID_NEEDED,
                    0,
                    "The feed does not say whose readings it holds; name the ESIID when sending it.");
        }
        return own.orElseGet(() -> Objects.requireNonNull(given));
    }

    private void handOver(Series series, List<ReadingBlock> blocks) throws IntervalFileException {
        Map<LocalDate, Arriving> days = new TreeMap<>();
        for (ReadingBlock block : blocks) {
            ReadingType type = feed.readingType(block);
            int seconds = type.intervalSeconds(block.duration(0));
            if (!DayGrid.allowsInterval(seconds)) {
                throw new IntervalFileException(
                        FaultReason.INTERVAL_LENGTH,
                        type.entry().line(),
                        "Intervals of " + seconds + " s do not fill an hour evenly; interval data has 900 or 3600.");
            }
            repair.apply(block, seconds);
            Arriving day = null;
            for (int i = 0; i < block.size(); i++) {
                day = dayOf(block, i, seconds, day, days);
                put(block, i, type, day);
            }
        }
        for (Arriving day : days.values()) {
            ledger.open(series.esiid, series.channel, day.grid.day(), day.issued, 0);
            ledger.closed(DayReadings.of(
                    series.esiid, series.channel, day.grid, day.issued, day.wattHours, String.valueOf(day.qualities)));
        }
    }

    private Arriving dayOf(
            ReadingBlock block, int index, int seconds, @Nullable Arriving current, Map<LocalDate, Arriving> days)
            throws IntervalFileException {
        Instant start = Instant.ofEpochSecond(block.start(index));
        if (current != null && !start.isBefore(current.grid.start()) && start.isBefore(current.grid.end())) {
            return current;
        }
        LocalDate date = LocalDate.ofInstant(start, context.zone());
        // Before the day gets its arrays: readings scattered over millennia must not fill memory.
        ledger.checkDay(date, block.entry().line());
        Arriving day = days.computeIfAbsent(date, each -> new Arriving(DayGrid.of(context.zone(), each, seconds)));
        if (day.grid.intervalSeconds() != seconds) {
            throw fault(
                    FaultReason.INTERVAL_LENGTH,
                    block,
                    "The day " + date + " has readings of " + seconds + " s and of " + day.grid.intervalSeconds()
                            + " s.");
        }
        Instant issued = feed.issued(block).orElse(context.receivedAt());
        day.issued = issued.isAfter(day.issued) ? issued : day.issued;
        return day;
    }

    private static void put(ReadingBlock block, int index, ReadingType type, Arriving day)
            throws IntervalFileException {
        Instant start = Instant.ofEpochSecond(block.start(index));
        if (block.duration(index) != day.grid.intervalSeconds()) {
            throw fault(
                    FaultReason.INTERVAL_LENGTH,
                    block,
                    "The reading from " + start + " is " + block.duration(index) + " s long; its reading type says "
                            + day.grid.intervalSeconds() + " s.");
        }
        OptionalInt slot = day.grid.slotStartingAt(start);
        if (slot.isEmpty()) {
            throw fault(
                    FaultReason.INTERVAL_MISALIGNED,
                    block,
                    "The reading from " + start + " does not begin where an interval of " + day.grid.intervalSeconds()
                            + " s begins.");
        }
        if (day.qualities[slot.getAsInt()] != Quality.MISSING.code()) {
            throw fault(FaultReason.INTERVAL_DUPLICATE, block, "The interval from " + start + " comes twice.");
        }
        boolean estimated = block.isQualified(index) ? block.isEstimated(index) : type.estimatesByDefault();
        day.wattHours[slot.getAsInt()] =
                type.wattHours(block.value(index), block.entry().line());
        day.qualities[slot.getAsInt()] = (estimated ? Quality.ESTIMATED : Quality.ACTUAL).code();
    }

    private static IntervalFileException fault(FaultReason reason, ReadingBlock block, String sentence) {
        return new IntervalFileException(reason, block.entry().line(), sentence);
    }
}
