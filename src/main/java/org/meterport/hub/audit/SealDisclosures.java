package org.meterport.hub.audit;

import org.meterport.hub.shared.Transactions;

/**
 * Binds the disclosures that have been committed to all before them. Any number of nodes may try at once: one seals, the
 * others have nothing to do. What a sealer that dies has not committed the next one finds waiting.
 */
public final class SealDisclosures {

    /** A transaction of some tens of milliseconds. */
    private static final int BATCH = 2_000;

    private final Transactions transactions;
    private final DisclosureChain chain;

    public SealDisclosures(Transactions transactions, DisclosureChain chain) {
        this.transactions = transactions;
        this.chain = chain;
    }

    /**
     * Seals everything that waits now.
     *
     * @return how many rows got their link
     */
    public int seal() {
        int sealed = 0;
        int batch;
        do {
            batch = transactions.asOperator(() -> chain.seal(BATCH));
            sealed += batch;
        } while (batch == BATCH);
        return sealed;
    }
}
