package org.meterport.han.sep;

import java.time.Instant;
import java.util.Optional;

/**
 * A ZigBee UTCTime.
 *
 * @param seconds since 2000-01-01T00:00:00Z, 0 to 4,294,967,295, so it ends in February 2136. In a start or effective time 0 means "now"; the
 *     greatest value is kept for "invalid".
 */
public record SepTime(long seconds) {
    /** Seconds from the Unix epoch to the ZigBee one. */
    public static final long EPOCH_OFFSET_SECONDS = 946_684_800L;

    public static final SepTime NOW = new SepTime(0);
    public static final SepTime INVALID = new SepTime(Wire.U32_MAX);

    public SepTime {
        Wire.u32("time", seconds);
    }

    /**
     * The moment, with its fraction of a second dropped.
     *
     * @throws IllegalArgumentException outside 2000-01-01T00:00:01Z to 2136-02-07T06:28:14Z: the ends are reserved values, not moments
     */
    public static SepTime at(Instant moment) {
        return new SepTime(Wire.within("time", moment.getEpochSecond() - EPOCH_OFFSET_SECONDS, 1, Wire.U32_MAX - 1));
    }

    /** Empty for {@link #NOW} and {@link #INVALID}, which are not moments. */
    public Optional<Instant> instant() {
        return isNow() || isInvalid()
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(seconds + EPOCH_OFFSET_SECONDS));
    }

    public boolean isNow() {
        return seconds == 0;
    }

    public boolean isInvalid() {
        return seconds == Wire.U32_MAX;
    }
}
