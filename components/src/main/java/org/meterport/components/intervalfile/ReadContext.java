package org.meterport.components.intervalfile;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What a reader must know besides the bytes.
 *
 * @param fileName as the sender named it; used in no path
 * @param esiid whose data the file holds where the layout itself does not say, as Green Button feeds do not; a file
 *     that names another ESIID is refused
 * @param zone of local times and local days
 * @param receivedAt revision time of last resort, and the limit for readings from the future
 * @param earliestDay the limit for readings from the past
 */
public record ReadContext(
        String fileName,
        @Nullable Esiid esiid,
        ZoneId zone,
        ReadLimits limits,
        Instant receivedAt,
        LocalDate earliestDay) {

    /** Before any smart meter. */
    private static final LocalDate BEGINNING = LocalDate.of(2000, 1, 1);

    /** A market file: Central time, ordinary limits, ESIIDs in the file, days from 2000 on. */
    public static ReadContext of(String fileName, Instant receivedAt) {
        return new ReadContext(fileName, null, DayGrid.CENTRAL, ReadLimits.ORDINARY, receivedAt, BEGINNING);
    }

    public ReadContext withEsiid(Esiid named) {
        return new ReadContext(fileName, named, zone, limits, receivedAt, earliestDay);
    }

    public ReadContext withLimits(ReadLimits other) {
        return new ReadContext(fileName, esiid, zone, other, receivedAt, earliestDay);
    }

    public ReadContext withEarliestDay(LocalDate day) {
        return new ReadContext(fileName, esiid, zone, limits, receivedAt, day);
    }
}
