package org.meterport.hub.agreement;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.meterport.hub.agreement.AgreementState.Cause;
import org.meterport.hub.outbox.Outbox;
import org.meterport.hub.premise.Customer;
import org.meterport.hub.premise.Premise;
import org.meterport.hub.premise.Premises;
import org.meterport.hub.shared.Transactions;

/**
 * The customer of record leaves a premise. Every agreement of that customer there ends; one that names other premises
 * of the customer goes on for those. What comes with the next customer needs a consent of its own. A change of REP is no
 * move, and leaves agreements alone.
 */
public final class MoveOut {

    private final Transactions transactions;
    private final Agreements agreements;
    private final Premises premises;
    private final Outbox outbox;
    private final InstantSource clock;

    public MoveOut(
            Transactions transactions, Agreements agreements, Premises premises, Outbox outbox, InstantSource clock) {
        this.transactions = transactions;
        this.agreements = agreements;
        this.premises = premises;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Does nothing where the premise has no customer of record, so a report that comes twice is harmless. */
    public void of(String esiid, Actor actor) {
        transactions.operatorDoes(() -> {
            Optional<Customer> leaving = Optional.ofNullable(
                            premises.find(List.of(esiid)).get(esiid))
                    .flatMap(Premise::customer);
            if (leaving.isEmpty()) {
                return;
            }
            Instant now = clock.instant();
            premises.moveOut(esiid, now);
            for (AgreementId id : agreements.at(leaving.get().id(), esiid)) {
                end(agreements.lock(id).orElseThrow(), esiid, actor, now);
            }
        });
    }

    private void end(Agreement agreement, String esiid, Actor actor, Instant now) {
        if (agreement.state().isOpen()) {
            agreements.save(agreement.step(Cause.MOVED_OUT, actor, now));
            Notice.EXPIRED.owe(outbox, agreement.id());
        } else if (agreement.state() == AgreementState.ACTIVE) {
            if (agreements.leave(agreement.id(), esiid) == 0) {
                agreements.save(agreement.step(Cause.MOVED_OUT, actor, now));
                Notice.ENDED.owe(outbox, agreement.id());
            } else {
                agreements.save(agreement.step(Cause.ESIID_LEFT, actor, now));
            }
        }
    }
}
