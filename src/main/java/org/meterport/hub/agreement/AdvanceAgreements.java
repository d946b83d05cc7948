package org.meterport.hub.agreement;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.meterport.hub.agreement.Agreement.Change;
import org.meterport.hub.agreement.Agreements.Ending;
import org.meterport.hub.outbox.Outbox;
import org.meterport.hub.shared.Transactions;

/**
 * Moves on what time has made due: invitations nobody answered, terms that are over. Each agreement in a transaction of
 * its own that looks again under the lock, so any number of nodes may run it at once, and a hub that was down over the
 * due time catches up with its next run. Nothing depends on how soon it runs: grants and answers judge by the clock.
 */
public final class AdvanceAgreements {

    private static final int BATCH = 500;
    private static final Actor ACTOR = Actor.hub("agreement-advance");

    private final Transactions transactions;
    private final Agreements agreements;
    private final Outbox outbox;
    private final InstantSource clock;

    public AdvanceAgreements(Transactions transactions, Agreements agreements, Outbox outbox, InstantSource clock) {
        this.transactions = transactions;
        this.agreements = agreements;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Expires, completes, and owes the notices before an end.
     *
     * @return how many agreements moved
     */
    public int advance() {
        remind();
        int moved = 0;
        List<AgreementId> due;
        do {
            Instant now = clock.instant();
            due = transactions.asOperator(() -> agreements.due(now, BATCH));
            for (AgreementId id : due) {
                moved += transactions.asOperator(() -> advance(id, now));
            }
        } while (due.size() == BATCH);
        return moved;
    }

    private void remind() {
        List<Ending> ending;
        do {
            Instant now = clock.instant();
            ending = transactions.asOperator(() -> agreements.ending(now, BATCH));
            for (Ending one : ending) {
                transactions.operatorDoes(() -> {
                    if (agreements.claimReminder(one, now)) {
                        Notice.ending(one.daysBefore()).owe(outbox, one.id());
                    }
                });
            }
        } while (ending.size() == BATCH);
    }

    private int advance(AgreementId id, Instant now) {
        return writeDown(agreements, outbox, id, now) ? 1 : 0;
    }

    /**
     * Writes down what time has made of one agreement. Called inside a transaction.
     *
     * @return whether anything was due
     */
    static boolean writeDown(Agreements agreements, Outbox outbox, AgreementId id, Instant now) {
        Optional<Change> due = agreements.lock(id).orElseThrow().due(ACTOR, now);
        due.ifPresent(change -> {
            agreements.save(change);
            boolean wasLive = change.event().from() == AgreementState.ACTIVE;
            (wasLive ? Notice.ENDED : Notice.EXPIRED).owe(outbox, id);
        });
        return due.isPresent();
    }
}
