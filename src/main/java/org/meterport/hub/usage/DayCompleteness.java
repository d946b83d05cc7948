package org.meterport.hub.usage;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.meterport.components.intervalfile.Channel;
import org.meterport.components.intervalfile.DayGrid;

/**
 * How complete one day of one ESIID and channel is, by its latest revision.
 *
 * @param expected intervals of the local day: of 900 s each 96, or 92 or 100 at a clock change
 * @param present those with a reading, the estimated ones with them
 * @param receivedAt when that revision reached the hub; empty when nothing came
 */
public record DayCompleteness(
        String esiid,
        LocalDate day,
        Channel channel,
        int intervalSeconds,
        int expected,
        int present,
        int estimated,
        Optional<Instant> receivedAt) {

    private static final int QUARTER_HOUR = 900;

    /** A day of which nothing came. */
    static DayCompleteness absent(String esiid, LocalDate day, Channel channel) {
        int expected = DayGrid.of(day, QUARTER_HOUR).slots();
        return new DayCompleteness(esiid, day, channel, QUARTER_HOUR, expected, 0, 0, Optional.empty());
    }

    public int missing() {
        return expected - present;
    }
}
