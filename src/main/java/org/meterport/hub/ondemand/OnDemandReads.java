package org.meterport.hub.ondemand;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** The reads on record. Called inside a transaction; a partner's finds only its own. */
public interface OnDemandReads {

    void add(OnDemandRead read);

    Optional<OnDemandRead> find(String id);

    /** As {@link #find}, and holds the read until the transaction ends. */
    Optional<OnDemandRead> lock(String id);

    /** Notes the end of a read that is pending; one that has ended stays as it is. */
    void end(OnDemandRead read, Instant at);

    /** When the caller last asked this meter. */
    Optional<Instant> lastAsked(String esiid);

    /**
     * Takes one of the utility's reads of that day, for all Third Parties together; whoever comes at the same moment
     * waits until this transaction has ended.
     *
     * @param most how many a day
     * @return whether there was one left
     */
    boolean take(String esiid, LocalDate day, int most);
}
