package org.meterport.components.intervalfile;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** What the two layouts of register data share: a header, and one row for each record. */
abstract class RegisterRows {

    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,9})?");
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

    private final LineScanner lines;
    private final String header;
    private final int columns;
    private final int needed;
    final LineFields fields;
    final ReadContext context;
    private long rows;

    /** @param needed columns without which a file is refused; the others may be absent from header and rows */
    RegisterRows(InputStream file, ReadContext context, String header, int needed) {
        this.lines = new LineScanner(file, context.limits());
        this.header = header;
        this.columns = header.split(",", -1).length;
        this.needed = needed;
        this.fields = new LineFields(lines, columns);
        this.context = context;
    }

    ReadTally toTheEnd() throws IOException, IntervalFileException {
        if (!lines.next()) {
            throw new IntervalFileException(FaultReason.FILE_EMPTY, 0, "The file is empty.");
        }
        fields.split(lines.start(), 0);
        int present = fields.count();
        String[] names = header.split(",", -1);
        boolean right = present >= needed && present <= columns;
        for (int i = 0; right && i < present; i++) {
            right = fields.text(i).toUpperCase(Locale.ROOT).equals(names[i]);
        }
        if (!right) {
            throw fields.fault(FaultReason.HEADER_INVALID, "The first line must be the header " + header + ".");
        }
        while (lines.next()) {
            rows++;
            if (rows > context.limits().rows()) {
                throw fields.fault(
                        FaultReason.TOO_MANY_ROWS,
                        "A file has at most " + context.limits().rows() + " rows; split it.");
            }
            fields.split(lines.start(), 0);
            if (fields.count() != present) {
                throw fields.fault(
                        FaultReason.COLUMN_COUNT,
                        "The row has " + fields.count() + " columns, the header " + present + ".");
            }
            row(present);
        }
        return new ReadTally(rows, rows);
    }

    /** @param present how many columns the file has */
    abstract void row(int present) throws IntervalFileException;

    /** A day that has begun by the time the file came. */
    LocalDate day(int field) throws IntervalFileException {
        LocalDate day = fields.date(field);
        if (day.isBefore(context.earliestDay())) {
            throw fields.fault(
                    FaultReason.DATE_INVALID, "The day " + day + " is before " + context.earliestDay() + ".");
        }
        if (day.isAfter(LocalDate.ofInstant(context.receivedAt(), context.zone()))) {
            throw fields.fault(FaultReason.DAY_IN_FUTURE, "The day " + day + " is in the future.");
        }
        return day;
    }

    Instant revision(int field) throws IntervalFileException {
        return fields.isEmpty(field) ? context.receivedAt() : fields.moment(field, context.zone());
    }

    /** Thousands with up to three decimals, as kWh are, in whole units. */
    long thousandths(int field) throws IntervalFileException {
        String text = fields.text(field);
        if (text.startsWith("-")) {
            throw fields.fault(FaultReason.ENERGY_NEGATIVE, fields.quoted(field) + " is negative.");
        }
        if (!AMOUNT.matcher(text).matches()) {
            throw fields.fault(
                    FaultReason.ENERGY_INVALID, fields.quoted(field) + " is not a number with a point for decimals.");
        }
        try {
            return new BigDecimal(text).multiply(THOUSAND).longValueExact();
        } catch (ArithmeticException tooFine) {
            throw fields.fault(FaultReason.ENERGY_PRECISION, fields.quoted(field) + " has more than three decimals.");
        }
    }

    OptionalLong thousandthsIfAny(int field) throws IntervalFileException {
        return fields.isEmpty(field) ? OptionalLong.empty() : OptionalLong.of(thousandths(field));
    }
}
