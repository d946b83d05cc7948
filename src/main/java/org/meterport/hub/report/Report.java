package org.meterport.hub.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.meterport.hub.shared.ThirdPartyId;

/**
 * One file a Third Party asked for.
 *
 * @param id {@code rpt_…}; SMT's {@code correlationId}
 * @param fileName as it stands in the Third Party's folder; fixed when the report is accepted
 * @param done how many of its ESIIDs have been looked at; all of them once it is final
 * @param bytes size of the file once it is delivered
 * @param refused the ESIIDs that are not in the file, and why
 * @param schedule the schedule it comes from; empty for one that was asked for once
 * @param failure why the file could not be made, while it is {@link Status#FAILED}
 */
public record Report(
        String id,
        ThirdPartyId thirdParty,
        ReportOrder order,
        Status status,
        String fileName,
        int done,
        Optional<Long> bytes,
        List<RefusedEsiid> refused,
        Optional<Failure> failure,
        Optional<String> schedule,
        Instant requestedAt) {

    /** Where a report stands. */
    public enum Status {
        QUEUED,
        /** The file is being written; nobody sees it yet. */
        RUNNING,
        /** The file is in the folder. */
        DELIVERED,
        /** There was nothing to put into a file. */
        EMPTY,
        /** The file cannot be made. An operator who has removed the cause may have it built after all. */
        FAILED;

        /** Whether building it again can change nothing. */
        public boolean isFinal() {
            return this == DELIVERED || this == EMPTY;
        }
    }

    /** One ESIID left out, with a stable code and a sentence. */
    public record RefusedEsiid(String esiid, String code, String detail) {}

    /** Why there is no file, with a stable code and a sentence that says what to do. */
    public record Failure(String code, String detail) {}

    public List<String> esiids() {
        return order.esiids();
    }

    /** 0 to 100; 100 only when nothing more will happen. */
    public int percent() {
        if (status.isFinal()) {
            return 100;
        }
        return Math.min(99, (int) (100L * done / Math.max(1, esiids().size())));
    }
}
