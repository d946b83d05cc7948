package org.meterport.components.intervalfile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One pass over one SMT interval CSV. */
final class SmtCsvReading {
    static final String HEADER = "ESIID,USAGE_DATE,REVISION_DATE,USAGE_START_TIME,USAGE_END_TIME,USAGE_KWH,"
            + "ESTIMATED_ACTUAL,CONSUMPTION_SURPLUSGENERATION";

    private static final int COLUMNS = 8;
    private static final int ESIID = 0;
    private static final int USAGE_DATE = 1;
    private static final int REVISION_DATE = 2;
    private static final int START_TIME = 3;
    private static final int END_TIME = 4;
    private static final int KWH = 5;
    private static final int FLAG = 6;
    private static final int CHANNEL = 7;
    private static final int LONGEST_LINE_END = 2;

    private static final Channel[] CHANNELS = Channel.values();
    private static final byte[][] CHANNEL_NAMES = {
        Channel.CONSUMPTION.smtName().getBytes(US_ASCII),
        Channel.SURPLUS_GENERATION.smtName().getBytes(US_ASCII)
    };

    private final LineScanner lines;
    private final LineFields fields;
    private final ReadContext context;
    private final DayLedger ledger;
    private final Run[] runs = new Run[CHANNELS.length];

    /** The bytes of the last row's first three columns: rows of a day repeat them, and comparing beats parsing. */
    private byte[] premiseAndDay = new byte[0];

    /** Where the last row belongs, its quality, and its bytes behind the number: usually the next row's too. */
    private @Nullable Run lastRun;

    private Quality lastQuality = Quality.MISSING;
    private byte[] afterNumber = new byte[0];
    private final PlainNumber number = new PlainNumber();
    private boolean taken;

    private @Nullable Esiid esiid;
    private LocalDate day = LocalDate.EPOCH;
    private Instant revisedAt = Instant.EPOCH;
    private @Nullable WallClock lastClock;

    /** The open day of one channel. */
    private static final class Run {
        private final OpenDay open;
        private final WallClock clock;
        private int last = -1;

        Run(OpenDay open, WallClock clock) {
            this.open = open;
            this.clock = clock;
        }
    }

    SmtCsvReading(InputStream file, ReadContext context, Consumer<? super DayReadings> sink) {
        this.lines = new LineScanner(file, context.limits());
        this.fields = new LineFields(lines, COLUMNS);
        this.context = context;
        this.ledger = new DayLedger(context, sink);
    }

    ReadTally toTheEnd() throws IOException, IntervalFileException {
        header();
        boolean more = lines.next();
        while (more) {
            ledger.row(lines.line());
            if (!taken) {
                row();
            }
            more = takesNextOfDay() || lines.next();
        }
        closeRuns();
        return ledger.tally();
    }

    private void header() throws IOException, IntervalFileException {
        if (!lines.next()) {
            throw new IntervalFileException(FaultReason.FILE_EMPTY, 0, "The file is empty.");
        }
        fields.split(lines.start(), 0);
        String[] names = HEADER.split(",", -1);
        boolean right = fields.count() == COLUMNS;
        for (int i = 0; right && i < COLUMNS; i++) {
            right = fields.text(i).toUpperCase(Locale.ROOT).equals(names[i]);
        }
        if (!right) {
            throw fields.fault(FaultReason.HEADER_INVALID, "The first line must be the header " + HEADER + ".");
        }
    }

    private void row() throws IntervalFileException {
        if (samePremiseAndDay()) {
            fields.split(lines.start() + premiseAndDay.length, START_TIME);
            checkColumns();
        } else {
            fields.split(lines.start(), 0);
            checkColumns();
            startOfDay();
        }
        reading(channel());
    }

    private boolean samePremiseAndDay() {
        int length = premiseAndDay.length;
        int start = lines.start();
        return length > 0
                && lines.end() - start > length
                && Arrays.equals(lines.bytes(), start, start + length, premiseAndDay, 0, length);
    }

    /**
     * Moves to the next row and takes it if it is as nearly all are: the interval after the last one, times and number in
     * their usual form, and behind the number the same as in the row before. Whatever looks otherwise is left to the
     * reading that knows every form and every fault.
     */
    private boolean takesNextOfDay() {
        taken = false;
        Run run = lastRun;
        if (run == null || run.last < 0 || run.last + 1 >= run.open.grid().slots()) {
            return false;
        }
        byte[] times = run.clock.usualTimes(run.last + 1);
        int start = lines.ahead(
                premiseAndDay.length + times.length + PlainNumber.LONGEST + afterNumber.length + LONGEST_LINE_END);
        if (start < 0 || times.length == 0) {
            return false;
        }
        byte[] bytes = lines.bytes();
        int from = start + premiseAndDay.length;
        int to = from + times.length;
        if (!Arrays.equals(bytes, start, from, premiseAndDay, 0, premiseAndDay.length)
                || !Arrays.equals(bytes, from, to, times, 0, times.length)
                || !number.begins(bytes, to)) {
            return false;
        }
        int rest = number.end();
        int end = rest + afterNumber.length;
        if (!Arrays.equals(bytes, rest, end, afterNumber, 0, afterNumber.length) || !lines.nextEndsAt(end)) {
            return false;
        }
        run.last++;
        run.open.put(run.last, number.wattHours(), lastQuality);
        taken = true;
        return true;
    }

    private void checkColumns() throws IntervalFileException {
        if (fields.count() != COLUMNS) {
            throw fields.fault(
                    FaultReason.COLUMN_COUNT, "The row has " + fields.count() + " columns instead of " + COLUMNS + ".");
        }
    }

    private void startOfDay() throws IntervalFileException {
        lastRun = null;
        Esiid named = fields.esiid(ESIID, context);
        if (!named.equals(esiid)) {
            closeRuns();
        }
        esiid = named;
        day = fields.date(USAGE_DATE);
        revisedAt = fields.moment(REVISION_DATE, context.zone());
        int comma = fields.end(REVISION_DATE);
        while (lines.bytes()[comma] != ',') {
            comma++;
        }
        premiseAndDay = Arrays.copyOfRange(lines.bytes(), lines.start(), comma + 1);
    }

    private int channel() throws IntervalFileException {
        for (int i = 0; i < CHANNEL_NAMES.length; i++) {
            if (fields.is(CHANNEL, CHANNEL_NAMES[i])) {
                return i;
            }
        }
        throw fields.fault(
                FaultReason.CHANNEL_UNKNOWN,
                "The last column is " + fields.quoted(CHANNEL) + "; write Consumption or Surplus Generation.");
    }

    private void reading(int channel) throws IntervalFileException {
        int start = fields.minuteOfDay(START_TIME);
        int end = fields.minuteOfDay(END_TIME);
        Run run = runs[channel];
        if (run == null
                || !run.open.grid().day().equals(day)
                || !run.open.revisedAt().equals(revisedAt)) {
            run = nextRun(channel, run, start, end);
            runs[channel] = run;
        }
        int slot = slot(run, start);
        if (!run.clock.endsAt(slot, start, end)) {
            throw fields.fault(
                    FaultReason.INTERVAL_END,
                    "The interval from " + fields.text(START_TIME) + " ends at " + fields.text(END_TIME)
                            + "; the intervals of this day are "
                            + run.open.grid().intervalSeconds() / 60
                            + " minutes long.");
        }
        run.last = slot;
        lastRun = null;
        if (fields.isEmpty(KWH) && fields.isEmpty(FLAG)) {
            return;
        }
        lastQuality = quality();
        run.open.put(slot, fields.wattHours(KWH), lastQuality);
        lastRun = run;
        afterNumber = Arrays.copyOfRange(lines.bytes(), fields.end(KWH), lines.end());
    }

    private Quality quality() throws IntervalFileException {
        if (fields.length(FLAG) == 1) {
            byte flag = fields.byteAt(FLAG, 0);
            if (flag == 'A') {
                return Quality.ACTUAL;
            }
            if (flag == 'E') {
                return Quality.ESTIMATED;
            }
        }
        throw fields.fault(
                FaultReason.FLAG_UNKNOWN,
                "The flag is " + fields.quoted(FLAG) + "; write A for actual or E for estimated.");
    }

    private int slot(Run run, int start) throws IntervalFileException {
        int slot = run.clock.slot(start, run.last);
        if (slot > run.last) {
            return slot;
        }
        String time = fields.text(START_TIME);
        if (slot == WallClock.MISALIGNED) {
            throw fields.fault(
                    FaultReason.INTERVAL_MISALIGNED,
                    "No interval begins at " + time + "; by its first row this day has intervals of "
                            + run.open.grid().intervalSeconds() / 60 + " minutes.");
        }
        if (slot == WallClock.NOT_IN_DAY) {
            throw fields.fault(FaultReason.INTERVAL_NOT_IN_DAY, "On " + day + " the clock skips " + time + ".");
        }
        if (slot == run.last) {
            throw fields.fault(
                    FaultReason.INTERVAL_DUPLICATE, "The interval from " + time + " on " + day + " comes twice.");
        }
        throw fields.fault(
                FaultReason.INTERVAL_ORDER,
                "The interval from " + time + " on " + day + " comes after a later one; rows must be in order.");
    }

    private Run nextRun(int channel, @Nullable Run before, int start, int end) throws IntervalFileException {
        int minutes = Math.floorMod(end - start, 1440);
        if (minutes != 15 && minutes != 30 && minutes != 60) {
            throw fields.fault(
                    FaultReason.INTERVAL_LENGTH,
                    "The interval from " + fields.text(START_TIME) + " to " + fields.text(END_TIME)
                            + " is not 15, 30 or 60 minutes long.");
        }
        Esiid premise = Objects.requireNonNull(esiid);
        ledger.open(premise, CHANNELS[channel], day, revisedAt, lines.line());
        WallClock clock = clock(minutes * 60);
        if (before != null) {
            int slot = clock.slot(start, -1);
            if (before.open.grid().equals(clock.grid()) && slot > 0 && slot > before.last) {
                throw fields.fault(
                        FaultReason.REVISION_MIXED,
                        "The revision time changes within " + day + "; all rows of a day carry the same one.");
            }
            ledger.closed(before.open.closed());
        }
        return new Run(new OpenDay(premise, CHANNELS[channel], clock.grid(), revisedAt), clock);
    }

    private WallClock clock(int seconds) {
        WallClock clock = lastClock;
        if (clock == null
                || clock.grid().intervalSeconds() != seconds
                || !clock.grid().day().equals(day)) {
            clock = new WallClock(DayGrid.of(context.zone(), day, seconds));
            lastClock = clock;
        }
        return clock;
    }

    private void closeRuns() {
        for (int i = 0; i < runs.length; i++) {
            Run run = runs[i];
            if (run != null) {
                ledger.closed(run.open.closed());
                runs[i] = null;
            }
        }
    }
}
