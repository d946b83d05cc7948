package org.meterport.hub.audit;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The append-only log of disclosures. */
public interface DisclosureLog {

    /**
     * Adds rows to the caller's transaction. Data may leave only after that has committed. A file's row that is there
     * already, because the file is made again after a crash, is not added twice.
     */
    void add(Collection<Disclosure> disclosures);

    /** What a report disclosed, by ESIID the agreement it was disclosed under. */
    Map<String, String> ofReport(String reportId);

    /** What was disclosed under these agreements, newest first. */
    List<LoggedDisclosure> under(Collection<String> agreementIds, int limit);

    /** What was disclosed of one ESIID, newest first. */
    List<LoggedDisclosure> of(String esiid, int limit);
}
