package org.meterport.hub.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.usage.UsageStore.Channels;

/**
 * One file a Third Party asked for.
 *
 * @param id {@code rpt_…}; SMT's {@code correlationId}
 * @param toDay last usage day, included
 * @param fileName as it stands in the Third Party's folder; fixed when the report is accepted
 * @param bytes size of the file once it is delivered
 * @param refused the ESIIDs that are not in the file, and why
 */
public record Report(
        String id,
        ThirdPartyId thirdParty,
        LocalDate fromDay,
        LocalDate toDay,
        Channels channels,
        boolean allRevisions,
        List<String> esiids,
        Status status,
        String fileName,
        Optional<Long> bytes,
        List<RefusedEsiid> refused,
        Instant requestedAt) {

    /** Where a report stands; the last two are final. */
    public enum Status {
        QUEUED,
        /** The file is in the folder. */
        DELIVERED,
        /** There was nothing to put into a file. */
        EMPTY;

        public boolean isFinal() {
            return this != QUEUED;
        }
    }

    /** One ESIID left out, with a stable code and a sentence. */
    public record RefusedEsiid(String esiid, String code, String detail) {}
}
