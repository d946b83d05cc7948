package org.meterport.hub.audit;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.meterport.hub.shared.ThirdPartyId;

/** The append-only log of disclosures. */
public interface DisclosureLog {

    /**
     * Adds rows to the caller's transaction. Data may leave only after that has committed. A file's row that is there
     * already, because the file is made again after a crash, is not added twice.
     */
    void add(Collection<Disclosure> disclosures);

    /**
     * Says of a report's rows on the log that nothing left, because the file they were written for was thrown away: a row
     * {@link Disclosure.Way#WITHHELD} for each, once.
     *
     * @param delivered the ESIIDs of the file that leaves instead; their rows stand
     */
    void withhold(String reportId, Collection<String> delivered);

    /** What a report disclosed, by ESIID the agreement it was disclosed under. */
    Map<String, String> ofReport(String reportId);

    /** What was disclosed under these agreements, newest first. */
    List<LoggedDisclosure> under(Collection<String> agreementIds, int limit);

    /**
     * Whose data a Third Party got in that time, by ESIID; what was withheld does not count.
     *
     * @param from first instant of it
     * @param to no more part of it
     * @param after the last ESIID of the page before; empty for the first
     */
    List<Reach> reach(ThirdPartyId thirdParty, Instant from, Instant to, String after, int limit);

    /** How often data of an ESIID left, and when first and last. */
    record Reach(String esiid, long times, Instant first, Instant last) {}

    /** What was disclosed of one ESIID, newest first. */
    List<LoggedDisclosure> of(String esiid, int limit);
}
