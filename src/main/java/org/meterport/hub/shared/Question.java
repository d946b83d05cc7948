package org.meterport.hub.shared;

/**
 * What a transaction begins with asking of a store. Given to {@link Transactions#asPartner(ThirdPartyId,
 * java.time.Duration, java.util.List, java.util.function.Supplier)} it goes there together with the others, in one round trip where the
 * store can do that. For one use.
 */
public interface Question<A> {

    /** Asks for it by itself, in the transaction under way. */
    void ask();

    /** @throws IllegalStateException when it was not asked for */
    A answer();
}
