package org.meterport.hub.shared;

import java.util.function.Supplier;

/** Transactions with something that happens when one of them has committed. */
public final class BetweenTransactions implements Transactions {

    private final Transactions transactions;
    private final Runnable happening;
    private int left;

    /** @param number which one it happens after, from 1 */
    public BetweenTransactions(Transactions transactions, int number, Runnable happening) {
        this.transactions = transactions;
        this.left = number;
        this.happening = happening;
    }

    @Override
    public <T> T asOperator(Supplier<T> work) {
        return counted(transactions.asOperator(work));
    }

    @Override
    public <T> T asPartner(ThirdPartyId thirdParty, Supplier<T> work) {
        return counted(transactions.asPartner(thirdParty, work));
    }

    private <T> T counted(T result) {
        if (--left == 0) {
            happening.run();
        }
        return result;
    }
}
