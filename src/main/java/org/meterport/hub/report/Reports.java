package org.meterport.hub.report;

import java.util.List;
import java.util.Optional;
import org.meterport.hub.report.Report.Failure;
import org.meterport.hub.report.Report.RefusedEsiid;
import org.meterport.hub.report.Report.Status;

/** The reports on record. Called inside a transaction; a partner's finds only its own. */
public interface Reports {

    void add(Report report);

    Optional<Report> find(String id);

    /**
     * The newest first.
     *
     * @param before the id to go on after; empty for the first page
     */
    List<Report> list(Optional<String> before, int limit);

    /** As {@link #find}, and holds the report until the transaction ends, so that two nodes do not disclose at once. */
    Optional<Report> lock(String id);

    /** Notes how many ESIIDs have been looked at, for whoever watches. Changes nothing about a final report. */
    void progress(String id, int done);

    /** Notes which ESIIDs the file will not hold, in the transaction that decides it. */
    void refuse(String id, List<RefusedEsiid> refused);

    /** Marks the end. A delivered report stays delivered, whatever a node says that came later. */
    void finish(String id, Status status, long bytes);

    /** Marks that there will be no file unless somebody acts. Changes nothing about a final report. */
    void fail(String id, Failure failure);

    /** Counts an attempt that ended in a defect; how many there have been. */
    int defect(String id);
}
