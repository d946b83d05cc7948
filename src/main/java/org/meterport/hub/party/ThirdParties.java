package org.meterport.hub.party;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.meterport.hub.shared.ThirdPartyId;

/** The companies known to the hub. Called inside a transaction; a partner's transaction finds only its own company. */
public interface ThirdParties {

    Optional<ThirdParty> find(ThirdPartyId id);

    /** All, or those of one status, by their ids. In an operator's transaction only. */
    List<ThirdParty> all(Optional<ThirdParty.Status> status);

    /**
     * Stores one that has registered. In an operator's transaction only.
     *
     * @return false when its DUNS number is known already
     */
    boolean add(ThirdParty company, Registration registration, Instant now);

    /** Notes what a customer thinks of it, instead of what she thought before. In an operator's transaction only. */
    void rate(ThirdPartyId id, String customerId, int stars, Instant now);

    /** Its programs have passed the conformance test. In an operator's transaction only. */
    void passConformance(ThirdPartyId id);

    /**
     * It may call without having passed the conformance test, by this person's word, for this reason; both are kept for
     * ever. In an operator's transaction only.
     */
    void waiveConformance(ThirdPartyId id, String by, String reason, Instant now);

    /** Lets it in. In an operator's transaction only. */
    void activate(ThirdPartyId id);

    /** Nothing leaves for the company any more, and it gets no tokens. In an operator's transaction only. */
    void suspend(ThirdPartyId id);
}
