package org.meterport.hub.mailcatcher;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names a caught mail: milliseconds of its arrival since 1970, a dash, a number among those of that millisecond. Order
 * of names is order of arrival. Nothing of it comes from the mail.
 */
public record MailId(String value) implements Comparable<MailId> {

    private static final Pattern FORM = Pattern.compile("[0-9]{13}-[0-9]{4}");
    private static final int MILLIS_DIGITS = 13;
    private static final int LAST_OF_A_MILLISECOND = 9_999;

    /** Lower than any other. */
    static final MailId NONE = new MailId("0000000000000-0000");

    public MailId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not the id of a caught mail");
        }
    }

    /** Empty for anything that is not exactly of this form, and so for every path. */
    public static Optional<MailId> of(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new MailId(text)) : Optional.empty();
    }

    /** The first free name at that time and after this one, so that a clock set back does not change the order. */
    MailId next(Instant now) {
        long here = millis();
        if (now.toEpochMilli() > here) {
            return at(now.toEpochMilli(), 0);
        }
        int number = Integer.parseInt(value.substring(MILLIS_DIGITS + 1));
        return number < LAST_OF_A_MILLISECOND ? at(here, number + 1) : at(here + 1, 0);
    }

    private static MailId at(long millis, int number) {
        String digits = String.valueOf(millis);
        String ordinal = String.valueOf(number);
        return new MailId("0".repeat(MILLIS_DIGITS - digits.length()) + digits + "-" + "0".repeat(4 - ordinal.length())
                + ordinal);
    }

    public Instant arrivedAt() {
        return Instant.ofEpochMilli(millis());
    }

    private long millis() {
        return Long.parseLong(value.substring(0, MILLIS_DIGITS));
    }

    @Override
    public int compareTo(MailId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
