package org.meterport.hub.conformance;

import java.time.Instant;
import java.util.Optional;
import org.meterport.hub.shared.ThirdPartyId;

/** Companies' rehearsals. Called inside an operator's transaction. */
public interface Rehearsals {

    Optional<Rehearsal> find(ThirdPartyId thirdParty);

    /** As {@link #find}; nobody else changes it until the transaction ends. */
    Optional<Rehearsal> lock(ThirdPartyId thirdParty);

    /** A place for a new rehearsal home: the utility and a free ESIID of it; empty when the hub knows no utility. */
    Optional<Site> freeSite();

    /** @return false when the company has one already */
    boolean add(Rehearsal rehearsal);

    /** Notes a step; the first time counts. */
    void shown(ThirdPartyId thirdParty, Step step, String operation, Instant now);

    /**
     * Where a rehearsal home stands.
     *
     * @param number of the home, from 1
     */
    record Site(String tdsp, String esiid, long number) {}
}
