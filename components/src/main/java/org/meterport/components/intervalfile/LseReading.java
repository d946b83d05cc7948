package org.meterport.components.intervalfile;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One pass over one LSE file. */
final class LseReading {
    static final int FIRST_DETAIL = 10_000_000;
    static final int HEADER_2_FIELDS = 13;

    private static final int HEADER_2_LEAST = 9;
    private static final int METER_MULTIPLIER = 3;
    private static final int METER_OFFSET = 4;
    private static final int PULSE_MULTIPLIER = 5;
    private static final int PULSE_OFFSET = 6;
    private static final int SECONDS_PER_INTERVAL = 7;
    private static final int UNIT = 8;

    private final LineScanner lines;
    private final LineFields fields;
    private final ReadContext context;
    private final DayLedger ledger;
    private final PlainDetail plain;

    /** The last record's second row and what it said: nearly always the next one's too, and comparing beats parsing. */
    private byte[] meterHeader = {};

    private int meterSeconds;

    private LocalDateTime lastStart = LocalDateTime.MIN;
    private LocalDateTime lastStop = LocalDateTime.MIN;
    private @Nullable Span lastSpan;
    private @Nullable DayGrid lastGrid;

    LseReading(InputStream file, ReadContext context, Consumer<? super DayReadings> sink) {
        this.lines = new LineScanner(file, context.limits());
        this.fields = new LineFields(lines, HEADER_2_FIELDS);
        this.context = context;
        this.ledger = new DayLedger(context, sink);
        this.plain = new PlainDetail(lines);
    }

    /** The span of a record in its intervals; they differ where the stop lies in the hour that comes twice. */
    private record Span(Instant start, int seconds, long fewest, long most) {}

    ReadTally toTheEnd() throws IOException, IntervalFileException {
        boolean more = lines.next();
        while (more) {
            more = record();
        }
        return ledger.tally();
    }

    /** Reads one record and moves to the next one's first row; false at the end of the file. */
    private boolean record() throws IOException, IntervalFileException {
        header(1, 7, 7);
        Esiid esiid = fields.esiid(1, context);
        Channel channel = channel();
        LocalDateTime start = fields.compactMoment(3);
        LocalDateTime stop = fields.compactMoment(4);
        expect(5, "Y", "daylight-saving participation: times must be local prevailing time");
        expect(6, "N", "invalid-record flag: only validated data is taken");

        nextHeader(2, HEADER_2_LEAST, HEADER_2_FIELDS);
        int seconds = isSameMeterHeader() ? meterSeconds : meterHeader();
        Span span = sameOrNextSpan(start, stop, seconds);

        nextHeader(3, 2, 2);
        nextHeader(4, 3, 3);
        Instant revisedAt = fields.compactMoment(1).atZone(context.zone()).toInstant();
        if (!fields.text(2).equals("M") && !fields.text(2).equals("C")) {
            throw fields.fault(
                    FaultReason.FIELD_INVALID,
                    "The origin is " + fields.quoted(2) + "; write M for metered or C for computed.");
        }
        return details(esiid, channel, span, revisedAt);
    }

    private void nextHeader(int number, int least, int most) throws IOException, IntervalFileException {
        if (!lines.next()) {
            throw new IntervalFileException(
                    FaultReason.RECORD_ORDER, lines.line(), "The file ends before header row " + number + ".");
        }
        header(number, least, most);
    }

    private void header(int number, int least, int most) throws IntervalFileException {
        fields.split(lines.start(), 0);
        if (fields.length(0) != 8 || fields.digits(0) != number) {
            throw fields.fault(
                    FaultReason.RECORD_ORDER,
                    "The row begins with " + fields.quoted(0) + " where header row 0000000" + number + " was due.");
        }
        columns(least, most);
    }

    private void columns(int least, int most) throws IntervalFileException {
        if (fields.count() < least || fields.count() > most) {
            throw fields.fault(
                    FaultReason.COLUMN_COUNT,
                    "The row has " + fields.count() + " fields instead of " + (least == most ? "" : least + " to ")
                            + most + ".");
        }
    }

    private Channel channel() throws IntervalFileException {
        return switch (fields.text(2)) {
            case "1" -> Channel.SURPLUS_GENERATION;
            case "4" -> Channel.CONSUMPTION;
            default ->
                throw fields.fault(
                        FaultReason.CHANNEL_UNKNOWN,
                        "The channel is " + fields.quoted(2) + "; write 4 for load or 1 for generation.");
        };
    }

    private void expect(int field, String wanted, String meaning) throws IntervalFileException {
        if (!fields.text(field).equals(wanted)) {
            throw fields.fault(
                    FaultReason.FIELD_INVALID,
                    "Field " + (field + 1) + " is " + fields.quoted(field) + " instead of " + wanted + " (" + meaning
                            + ").");
        }
    }

    private boolean isSameMeterHeader() {
        return Arrays.equals(lines.bytes(), lines.start(), lines.end(), meterHeader, 0, meterHeader.length);
    }

    private int meterHeader() throws IntervalFileException {
        for (int i = 1; i < fields.count(); i++) {
            if (!fields.isEmpty(i) && !fields.text(i).matches("[0-9]+(\\.[0-9]*)?|\\.[0-9]+")) {
                throw fields.fault(
                        FaultReason.FIELD_INVALID,
                        "Field " + (i + 1) + " is " + fields.quoted(i) + ", which is not a number from zero up.");
            }
        }
        neutral(METER_MULTIPLIER, "1(\\.0*)?");
        neutral(METER_OFFSET, "0*(\\.0*)?");
        neutral(PULSE_MULTIPLIER, "1(\\.0*)?");
        neutral(PULSE_OFFSET, "0*(\\.0*)?");
        int seconds = fields.digits(SECONDS_PER_INTERVAL);
        if (!DayGrid.allowsInterval(seconds)) {
            throw fields.fault(
                    FaultReason.INTERVAL_LENGTH,
                    "Intervals of " + fields.quoted(SECONDS_PER_INTERVAL) + " seconds do not fill an hour evenly.");
        }
        if (fields.digits(UNIT) != 1) {
            throw fields.fault(
                    FaultReason.UNIT_UNSUPPORTED, "The unit code is " + fields.quoted(UNIT) + "; 01 is kWh.");
        }
        meterHeader = Arrays.copyOfRange(lines.bytes(), lines.start(), lines.end());
        meterSeconds = seconds;
        return seconds;
    }

    private void neutral(int field, String pattern) throws IntervalFileException {
        if (!fields.isEmpty(field) && !fields.text(field).matches(pattern)) {
            throw fields.fault(
                    FaultReason.MULTIPLIER_UNSUPPORTED,
                    "Field " + (field + 1) + " is " + fields.quoted(field)
                            + "; values must be in kWh already, with multipliers of 1 and offsets of 0.");
        }
    }

    private Span sameOrNextSpan(LocalDateTime start, LocalDateTime stop, int seconds) throws IntervalFileException {
        Span span = lastSpan;
        if (span == null || span.seconds != seconds || !start.equals(lastStart) || !stop.equals(lastStop)) {
            span = span(start, stop, seconds);
            lastSpan = span;
            lastStart = start;
            lastStop = stop;
        }
        return span;
    }

    private Span span(LocalDateTime start, LocalDateTime stop, int seconds) throws IntervalFileException {
        ZoneId zone = context.zone();
        Instant begin = start.atZone(zone).toInstant();
        if (DayGrid.containing(zone, begin, seconds).slotStartingAt(begin).isEmpty()) {
            throw fields.fault(
                    FaultReason.INTERVAL_MISALIGNED,
                    "The record starts at " + start + ", where no interval of " + seconds + " s begins.");
        }
        // Some write the last second of the last interval, some the moment after it.
        ZonedDateTime end = (stop.getSecond() == 59 ? stop.plusSeconds(1) : stop).atZone(zone);
        long early = end.withEarlierOffsetAtOverlap().toEpochSecond() - begin.getEpochSecond();
        long late = end.withLaterOffsetAtOverlap().toEpochSecond() - begin.getEpochSecond();
        if (late <= 0 || late % seconds != 0) {
            throw fields.fault(
                    FaultReason.INTERVAL_END,
                    "From " + start + " to " + stop + " is not a whole number of intervals of " + seconds + " s.");
        }
        return new Span(begin, seconds, Math.max(early / seconds, 1), late / seconds);
    }

    private boolean details(Esiid esiid, Channel channel, Span span, Instant revisedAt)
            throws IOException, IntervalFileException {
        Instant next = span.start;
        DayGrid grid = grid(next, span.seconds);
        int slot = grid.slotStartingAt(next).orElseThrow();
        long count = 0;
        int code = -1;
        OpenDay open = open(esiid, channel, grid, revisedAt);
        boolean more = plain.takes(code + 1) || lines.next();
        while (more && (plain.taken() || isDetail())) {
            ledger.row(lines.line());
            if (plain.taken()) {
                code++;
            } else {
                columns(3, 3);
                code = sequence(code);
            }
            count++;
            if (count > span.most) {
                throw miscounted(count, span);
            }
            if (slot == grid.slots()) {
                ledger.closed(open.closed());
                grid = grid(grid.end(), span.seconds);
                open = open(esiid, channel, grid, revisedAt);
                slot = 0;
            }
            if (plain.taken()) {
                open.put(slot, plain.wattHours(), plain.quality());
            } else {
                detail(open, slot);
            }
            slot++;
            more = plain.takes(code + 1) || lines.next();
        }
        if (count != span.fewest && count != span.most) {
            throw miscounted(count, span);
        }
        ledger.closed(open.closed());
        return more;
    }

    private DayGrid grid(Instant moment, int seconds) {
        DayGrid grid = lastGrid;
        if (grid == null
                || grid.intervalSeconds() != seconds
                || moment.isBefore(grid.start())
                || !moment.isBefore(grid.end())) {
            grid = DayGrid.containing(context.zone(), moment, seconds);
            lastGrid = grid;
        }
        return grid;
    }

    private OpenDay open(Esiid esiid, Channel channel, DayGrid grid, Instant revisedAt) throws IntervalFileException {
        ledger.open(esiid, channel, grid.day(), revisedAt, lines.line());
        return new OpenDay(esiid, channel, grid, revisedAt);
    }

    private boolean isDetail() {
        fields.split(lines.start(), 0);
        return fields.length(0) == 8 && fields.digits(0) >= FIRST_DETAIL;
    }

    private int sequence(int before) throws IntervalFileException {
        int code = fields.digits(0);
        boolean right = before < 0 ? code <= FIRST_DETAIL + 1 : code == before + 1;
        if (!right) {
            throw fields.fault(
                    FaultReason.RECORD_ORDER,
                    "The detail row is numbered " + fields.text(0) + " after " + (before < 0 ? "a header" : before)
                            + "; rows count up by one from 10000000 or 10000001.");
        }
        return code;
    }

    private void detail(OpenDay open, int slot) throws IntervalFileException {
        String status = fields.text(2);
        if (fields.isEmpty(1) || status.equals("9")) {
            return;
        }
        Quality quality = switch (status) {
            case "", "A" -> Quality.ACTUAL;
            case "E" -> Quality.ESTIMATED;
            default ->
                throw fields.fault(
                        FaultReason.FLAG_UNKNOWN,
                        "The status is " + fields.quoted(2)
                                + "; write A or nothing for actual, E for estimated, 9 for missing.");
        };
        open.put(slot, fields.wattHours(1), quality);
    }

    private IntervalFileException miscounted(long count, Span span) {
        return fields.fault(
                FaultReason.INTERVAL_COUNT,
                "The record has " + (count > span.most ? "more than " + span.most : count)
                        + " detail rows; from its start to its stop are " + span.most + " intervals.");
    }
}
