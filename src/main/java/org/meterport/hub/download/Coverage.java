package org.meterport.hub.download;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What there is of a choice, for the message beside the file.
 *
 * @param first the first day with readings
 * @param last the last one
 * @param missingDays days of the choice without any reading
 * @param missingReadings readings that are missing on the other days
 * @param intervalSeconds the finest there is
 */
public record Coverage(
        Optional<LocalDate> first,
        Optional<LocalDate> last,
        int missingDays,
        int missingReadings,
        int intervalSeconds) {

    public boolean isEmpty() {
        return first.isEmpty();
    }

    /** Whether the file holds all that was asked for. */
    public boolean isWhole() {
        return missingDays == 0 && missingReadings == 0;
    }
}
