package org.meterport.components.intervalfile;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** The comma-separated fields of one line, trimmed of blanks, and what the market's layouts write in them. */
final class LineFields {
    private final LineScanner lines;
    private final int[] from;
    private final int[] to;
    private int count;

    LineFields(LineScanner lines, int most) {
        this.lines = lines;
        this.from = new int[most];
        this.to = new int[most];
    }

    /**
     * Splits the line from a position on into fields, the first of which gets the number {@code first}. Fields beyond
     * the most that were asked for are counted only.
     */
    void split(int position, int first) {
        byte[] bytes = lines.bytes();
        int end = lines.end();
        int field = first;
        int begin = position;
        for (int i = position; i <= end; i++) {
            if (i == end || bytes[i] == ',') {
                if (field < from.length) {
                    trim(bytes, field, begin, i);
                }
                field++;
                begin = i + 1;
            }
        }
        count = field;
    }

    private void trim(byte[] bytes, int field, int begin, int end) {
        int a = begin;
        int b = end;
        while (a < b && (bytes[a] == ' ' || bytes[a] == '\t')) {
            a++;
        }
        while (b > a && (bytes[b - 1] == ' ' || bytes[b - 1] == '\t')) {
            b--;
        }
        from[field] = a;
        to[field] = b;
    }

    int count() {
        return count;
    }

    /** Where the field's own bytes end, blanks left out. */
    int end(int field) {
        return to[field];
    }

    int length(int field) {
        return to[field] - from[field];
    }

    boolean isEmpty(int field) {
        return from[field] == to[field];
    }

    byte byteAt(int field, int index) {
        return lines.bytes()[from[field] + index];
    }

    /** As text; each byte beyond ASCII becomes one character that no rule accepts. */
    String text(int field) {
        return new String(lines.bytes(), from[field], length(field), StandardCharsets.ISO_8859_1);
    }

    String quoted(int field) {
        return Quoted.of(text(field));
    }

    boolean is(int field, byte[] word) {
        if (length(field) != word.length) {
            return false;
        }
        byte[] bytes = lines.bytes();
        for (int i = 0; i < word.length; i++) {
            if (bytes[from[field] + i] != word[i]) {
                return false;
            }
        }
        return true;
    }

    /** A whole number of digits only; -1 for anything else and for more than nine digits. */
    int digits(int field) {
        return digits(from[field], to[field]);
    }

    private int digits(int begin, int end) {
        if (begin >= end || end - begin > 9) {
            return -1;
        }
        byte[] bytes = lines.bytes();
        int value = 0;
        for (int i = begin; i < end; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** HH:MM or H:MM as minutes since midnight by the wall clock. */
    int minuteOfDay(int field) throws IntervalFileException {
        int end = to[field];
        int length = length(field);
        if (length == 4 || length == 5) {
            int hours = digits(from[field], end - 3);
            int minutes = digits(end - 2, end);
            if (lines.bytes()[end - 3] == ':' && hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60) {
                return hours * 60 + minutes;
            }
        }
        throw fault(FaultReason.TIME_INVALID, "The time " + quoted(field) + " is not a time of day as HH:MM.");
    }

    /** MM/DD/YYYY. */
    LocalDate date(int field) throws IntervalFileException {
        return date(field, from[field], to[field]);
    }

    private LocalDate date(int field, int begin, int end) throws IntervalFileException {
        int firstSlash = find('/', begin, end);
        int secondSlash = find('/', firstSlash + 1, end);
        int month = digits(begin, firstSlash);
        int day = digits(firstSlash + 1, secondSlash);
        int year = end - secondSlash - 1 == 4 ? digits(secondSlash + 1, end) : -1;
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException impossible) {
            throw fault(FaultReason.DATE_INVALID, "The date " + quoted(field) + " is not a date as MM/DD/YYYY.");
        }
    }

    /** MM/DD/YYYY HH:MM with or without seconds; of a repeated hour the first pass, of a skipped one the hour after. */
    Instant moment(int field, ZoneId zone) throws IntervalFileException {
        int begin = from[field];
        int end = to[field];
        int blank = find(' ', begin, end);
        LocalDate date = date(field, begin, blank);
        int time = blank;
        while (time < end && lines.bytes()[time] == ' ') {
            time++;
        }
        int firstColon = find(':', time, end);
        int secondColon = find(':', Math.min(firstColon + 1, end), end);
        int hour = digits(time, firstColon);
        int minute = digits(firstColon + 1, secondColon);
        int second = secondColon == end ? 0 : digits(secondColon + 1, end);
        try {
            return LocalDateTime.of(date.getYear(), date.getMonthValue(), date.getDayOfMonth(), hour, minute, second)
                    .atZone(zone)
                    .toInstant();
        } catch (DateTimeException impossible) {
            throw fault(
                    FaultReason.DATE_INVALID, "The revision time " + quoted(field) + " is not as MM/DD/YYYY HH:MM:SS.");
        }
    }

    /** YYYYMMDDHHMMSS, wall clock. */
    LocalDateTime compactMoment(int field) throws IntervalFileException {
        int begin = from[field];
        if (length(field) == 14) {
            try {
                return LocalDateTime.of(
                        digits(begin, begin + 4),
                        digits(begin + 4, begin + 6),
                        digits(begin + 6, begin + 8),
                        digits(begin + 8, begin + 10),
                        digits(begin + 10, begin + 12),
                        digits(begin + 12, begin + 14));
            } catch (DateTimeException impossible) {
                // Falls through to the one fault for both.
            }
        }
        throw fault(FaultReason.TIME_INVALID, "The time " + quoted(field) + " is not as YYYYMMDDHHMMSS.");
    }

    /** Kilowatt-hours in decimal as whole watt-hours, exactly. */
    int wattHours(int field) throws IntervalFileException {
        byte[] bytes = lines.bytes();
        int position = from[field];
        int end = to[field];
        long whole = 0;
        int digits = 0;
        while (position < end && bytes[position] >= '0' && bytes[position] <= '9' && digits < 9) {
            whole = whole * 10 + (bytes[position++] - '0');
            digits++;
        }
        int thousandths = 0;
        if (position < end && bytes[position] == '.') {
            position++;
            int scale = 100;
            while (position < end && bytes[position] >= '0' && bytes[position] <= '9') {
                int digit = bytes[position++] - '0';
                if (scale == 0 && digit != 0) {
                    throw fault(
                            FaultReason.ENERGY_PRECISION,
                            "The energy " + quoted(field) + " kWh is finer than a watt-hour; give three decimals.");
                }
                thousandths += digit * scale;
                scale /= 10;
                digits++;
            }
        }
        long energy = whole * 1000 + thousandths;
        if (position < end || digits == 0 || energy > Integer.MAX_VALUE) {
            throw notEnergy(field, position < end && bytes[from[field]] == '-');
        }
        return (int) energy;
    }

    private IntervalFileException notEnergy(int field, boolean negative) {
        if (negative) {
            return fault(
                    FaultReason.ENERGY_NEGATIVE,
                    "The energy " + quoted(field) + " kWh is negative; surplus has a channel of its own.");
        }
        return fault(
                FaultReason.ENERGY_INVALID,
                "The energy " + quoted(field) + " is not a number of kWh with three decimals, such as 0.580.");
    }

    /** The ESIID of a field, without the apostrophe that keeps spreadsheets from rounding it. */
    Esiid esiid(int field, ReadContext context) throws IntervalFileException {
        String text = text(field);
        Esiid.Parsed parsed = Esiid.parse(text.startsWith("'") ? text.substring(1) : text);
        if (parsed instanceof Esiid.Refused refused) {
            throw fault(FaultReason.ESIID_INVALID, refused.sentence());
        }
        Esiid esiid = ((Esiid.Accepted) parsed).esiid();
        if (context.esiid() != null && !context.esiid().equals(esiid)) {
            throw fault(
                    FaultReason.ESIID_MISMATCH,
                    "The row is for ESIID " + esiid + ", but the file was sent for " + context.esiid() + ".");
        }
        return esiid;
    }

    IntervalFileException fault(FaultReason reason, String sentence) {
        return new IntervalFileException(reason, lines.line(), sentence);
    }

    private int find(char wanted, int begin, int end) {
        byte[] bytes = lines.bytes();
        for (int i = begin; i < end; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return end;
    }
}
