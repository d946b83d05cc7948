package org.meterport.hub.signin;

import java.time.Instant;
import java.time.InstantSource;
import org.meterport.hub.shared.Sha256;
import org.meterport.hub.shared.Transactions;

/**
 * Locks out who guesses secrets. The lock belongs first to a name together with an address, so that nobody can lock a
 * person out from elsewhere, and holds for names that do not exist as well, so that it tells nothing.
 */
public final class LimitSignIns {

    private final Transactions transactions;
    private final SignInAttempts attempts;
    private final SignInLimit limit;
    private final InstantSource clock;

    public LimitSignIns(Transactions transactions, SignInAttempts attempts, SignInLimit limit, InstantSource clock) {
        this.transactions = transactions;
        this.attempts = attempts;
        this.limit = limit;
        this.clock = clock;
    }

    /**
     * To be asked before a secret is looked at. It counts the attempt; {@link #succeeded} takes the count back.
     *
     * @param address the caller's, without its port
     * @return false when the name is locked
     */
    public boolean admits(Visitor.Kind kind, String name, String address) {
        Instant now = clock.instant();
        return transactions.asOperator(() -> attempts.admit(
                        fromAddress(kind, name, address), limit.failures(), limit, now)
                && attempts.admit(fromAnywhere(kind, name), limit.failures() * SignInLimit.ADDRESSES, limit, now));
    }

    public void succeeded(Visitor.Kind kind, String name, String address) {
        transactions.operatorDoes(() -> {
            attempts.forget(fromAddress(kind, name, address));
            attempts.forget(fromAnywhere(kind, name));
        });
    }

    /** Removes what is of no use any more. */
    public int purge() {
        Instant now = clock.instant();
        return transactions.asOperator(() -> attempts.purge(now.minus(limit.window()), now));
    }

    /** How long a lock holds, for the page that says so. */
    public long lockedMinutes() {
        return limit.lockedFor().toMinutes();
    }

    private static String fromAddress(Visitor.Kind kind, String name, String address) {
        return Sha256.hex(kind + "\n" + address + "\n" + name);
    }

    private static String fromAnywhere(Visitor.Kind kind, String name) {
        return Sha256.hex(kind + "\n\n" + name);
    }
}
