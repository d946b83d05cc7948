package org.meterport.hub.han;

import java.time.Instant;
import java.util.Optional;
import org.meterport.hub.shared.ThirdPartyId;

/**
 * Homes that nobody lives in, with meters of their own, where a Third Party tries its devices without a customer's grant.
 * Called inside a transaction.
 */
public interface TestHomes {

    /**
     * A home and how long the Third Party has it.
     *
     * @param until excluded; its devices are taken out after that
     */
    record TestHome(String esiid, Instant until) {}

    /** Lends a home, or the same one for longer; empty when all are lent. */
    Optional<TestHome> lend(ThirdPartyId thirdParty);

    /** The home that is lent now. */
    Optional<TestHome> of(ThirdPartyId thirdParty);
}
