package org.meterport.hub.shared;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a transaction begins with asking of a store. Given to {@link Transactions#asPartner(ThirdPartyId, Duration, List,
 * Supplier)} it goes there together with the others, in one round trip where the store can do that. For one use.
 */
public interface Question<A> {

    /** Asks for it by itself, in the transaction under way. */
    void ask();

    /** @throws IllegalStateException when it was not asked for */
    A answer();
}
