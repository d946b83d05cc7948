package org.meterport.hub.agreement;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How long a grant is asked for: one delivery, some months, or until somebody ends it (the device kinds).
 *
 * @param months 1 to 12 whole months; empty for the two others
 */
public record Term(boolean oneTime, OptionalInt months) {

    /** Residential customers may not be bound for longer without saying yes again (PUCT docket 47472). */
    public static final int LONGEST_MONTHS = 12;

    /** Where "a month later" is looked up in the calendar. */
    private static final ZoneId ZONE = ZoneId.of("America/Chicago");

    public static final Term ONE_TIME = new Term(true, OptionalInt.empty());
    public static final Term UNTIL_ENDED = new Term(false, OptionalInt.empty());

    public Term {
        if (months.isPresent() && (oneTime || months.getAsInt() < 1 || months.getAsInt() > LONGEST_MONTHS)) {
            throw new IllegalArgumentException("a term has 1 to 12 months: " + months.getAsInt());
        }
    }

    public static Term ofMonths(int months) {
        return new Term(false, OptionalInt.of(months));
    }

    /** The first moment after the term: the same local day and time so many months later. */
    public Optional<Instant> endOf(Instant start) {
        return months.isEmpty()
                ? Optional.empty()
                : Optional.of(start.atZone(ZONE).plusMonths(months.getAsInt()).toInstant());
    }
}
