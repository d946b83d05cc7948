package org.meterport.hub.shared;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Runs work in one database transaction, in the name of one actor. All statements of the work commit together before
 * the call returns; any exception rolls all of them back and reaches the caller.
 *
 * <p>{@link Unavailable} says that the database is away or cannot go on.
 *
 * <p>A call inside another call of the same actor joins its transaction. A call for another actor inside it is a defect
 * and throws {@link IllegalStateException}: what may be seen would change half way.
 */
public interface Transactions {

    /** For the hub's own flows: sees the rows of every Third Party. */
    <T> T asOperator(Supplier<T> work);

    /** For one Third Party: row-level security shows only its own rows, and only usage it has a live grant for. */
    <T> T asPartner(ThirdPartyId thirdParty, Supplier<T> work);

    /**
     * As {@link #asPartner(ThirdPartyId, Supplier)}, for what a person waits for. No statement may take longer than this:
     * it is broken off, with all of the work. Statements are planned once and not for each call's values, which would take
     * longer than to carry them out. Where statements cannot be timed this is the same as without a limit.
     *
     * @param longest in whole milliseconds, at least one
     */
    default <T> T asPartner(ThirdPartyId thirdParty, Duration longest, Supplier<T> work) {
        return asPartner(thirdParty, work);
    }

    /**
     * As {@link #asPartner(ThirdPartyId, Duration, Supplier)}, and the questions are asked before the work begins: with
     * the beginning of the transaction, in one round trip, where that can be done.
     */
    default <T> T asPartner(ThirdPartyId thirdParty, Duration longest, List<Question<?>> questions, Supplier<T> work) {
        return asPartner(thirdParty, longest, () -> {
            questions.forEach(Question::ask);
            return work.get();
        });
    }

    /**
     * One statement by itself, for what is asked so often that a transaction around it would cost more than it does. It
     * acts for nobody: only what the database lets the hub's own login do succeeds.
     */
    default <T> T single(Supplier<T> statement) {
        return statement.get();
    }

    /** As {@link #asOperator(Supplier)}, for work without a result. */
    default void operatorDoes(Runnable work) {
        asOperator(() -> {
            work.run();
            return Boolean.TRUE;
        });
    }
}
