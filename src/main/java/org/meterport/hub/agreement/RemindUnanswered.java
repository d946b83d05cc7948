package org.meterport.hub.agreement;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.meterport.hub.agreement.Agreement.Change;
import org.meterport.hub.outbox.Outbox;
import org.meterport.hub.shared.Transactions;

/**
 * Sends the one reminder of an invitation by itself, when the operator wants that and the Third Party has not done so.
 * Each in a transaction of its own that looks again under the lock, so that it is sent once, whoever asks for it.
 */
public final class RemindUnanswered {

    private static final int BATCH = 500;
    private static final Actor ACTOR = Actor.hub("invitation-remind");

    private final Transactions transactions;
    private final Agreements agreements;
    private final Outbox outbox;
    private final InstantSource clock;
    private final Duration after;

    /** @param after the invitation was made; zero for never */
    public RemindUnanswered(
            Transactions transactions, Agreements agreements, Outbox outbox, InstantSource clock, Duration after) {
        this.transactions = transactions;
        this.agreements = agreements;
        this.outbox = outbox;
        this.clock = clock;
        this.after = after;
    }

    /** @return how many reminders are owed now that were not before */
    public int remind() {
        if (after.isZero()) {
            return 0;
        }
        int reminded = 0;
        List<AgreementId> unanswered;
        do {
            Instant now = clock.instant();
            unanswered = transactions.asOperator(() -> agreements.unanswered(now.minus(after), now, BATCH));
            for (AgreementId id : unanswered) {
                reminded += transactions.asOperator(() -> remind(id, now));
            }
        } while (unanswered.size() == BATCH);
        return reminded;
    }

    private int remind(AgreementId id, Instant now) {
        Agreement agreement = agreements.lock(id).orElseThrow();
        Invitation invitation = agreement.invitation().orElseThrow();
        if (agreement.state() != AgreementState.INVITED
                || invitation.sends() != 1
                || !now.isBefore(invitation.expiresAt())) {
            return 0;
        }
        Change change = agreement.resend(ACTOR, now);
        agreements.save(change);
        outbox.owe(
                CreateInvitations.QUEUE,
                invitation.id().value(),
                Map.of(CreateInvitations.SEND, String.valueOf(invitation.sends() + 1)),
                Outbox.ORDINARY);
        return 1;
    }
}
