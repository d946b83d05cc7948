package org.meterport.hub.report;

import java.util.List;
import java.util.Optional;
import org.meterport.hub.report.Report.RefusedEsiid;
import org.meterport.hub.report.Report.Status;

/** The reports on record. Called inside a transaction; a partner's finds only its own. */
public interface Reports {

    void add(Report report);

    Optional<Report> find(String id);

    /** As {@link #find}, and holds the report until the transaction ends, so that two nodes do not build it at once. */
    Optional<Report> lock(String id);

    /** Notes which ESIIDs the file will not hold, in the transaction that decides it. */
    void refuse(String id, List<RefusedEsiid> refused);

    /** Marks the end. A delivered report stays delivered, whatever a node says that came later. */
    void finish(String id, Status status, long bytes);
}
