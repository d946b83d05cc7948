package org.meterport.hub.agreement;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.meterport.hub.agreement.Agreement.Change;
import org.meterport.hub.agreement.AgreementState.Cause;
import org.meterport.hub.outbox.Outbox;
import org.meterport.hub.premise.CustomerId;
import org.meterport.hub.shared.Ids;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Transactions;

/**
 * Ends a grant, or renews it. From the commit on {@link Grants} gives nothing for it on any node, and a disclosure that
 * held its lock before is committed by then.
 */
public final class EndAgreement {

    private final Transactions transactions;
    private final Agreements agreements;
    private final Outbox outbox;
    private final Ids ids;
    private final InstantSource clock;

    public EndAgreement(Transactions transactions, Agreements agreements, Outbox outbox, Ids ids, InstantSource clock) {
        this.transactions = transactions;
        this.agreements = agreements;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * The Third Party gives its grant back. Called inside a transaction of that Third Party.
     *
     * @throws Rejection {@link AgreementProblem#AGREEMENT_UNKNOWN}, the same for another party's as for none; or what
     *     the agreement is instead of active
     */
    public Agreement byThirdParty(AgreementId id, Actor actor) {
        return end(agreements.lock(id).orElseThrow(() -> unknown(id)), Cause.ENDED_BY_THIRD_PARTY, actor);
    }

    /**
     * The Third Party says that it has deleted what it received. Called inside a transaction of that Third Party.
     *
     * @throws Rejection {@link AgreementProblem#AGREEMENT_UNKNOWN}, or {@link AgreementProblem#NOT_ENDED_YET} while it is
     *     in force or was never granted
     */
    public Agreement confirmDeletion(AgreementId id, Actor actor) {
        Agreement agreement = agreements.lock(id).orElseThrow(() -> unknown(id));
        Instant now = clock.instant();
        if (!agreement.state().wasGranted() || agreement.isLive(now)) {
            throw new Rejection(AgreementProblem.NOT_ENDED_YET, "Agreement " + id + " has not ended.");
        }
        agreements.confirmDeletion(agreement, actor, now);
        return agreement;
    }

    /**
     * The customer takes the grant back.
     *
     * @throws Rejection {@link AgreementProblem#AGREEMENT_UNKNOWN} for another customer's too; or what the agreement is
     *     instead of active
     */
    public Agreement byCustomer(CustomerId customer, AgreementId id) {
        return transactions.asOperator(() -> end(own(customer, id), Cause.ENDED_BY_CUSTOMER, Actor.customer(customer)));
    }

    /**
     * The customer says yes for another term; see {@link Agreement#renew}.
     *
     * @throws Rejection as {@link #byCustomer}; {@link AgreementProblem#TERM_OUT_OF_RANGE} where there is no term
     */
    public Agreement renew(CustomerId customer, AgreementId id) {
        return transactions.asOperator(() -> {
            Agreement running = own(customer, id);
            if (running.scope().term().months().isEmpty()) {
                throw new Rejection(AgreementProblem.TERM_OUT_OF_RANGE, "This agreement has no term to renew.");
            }
            List<Change> changes = running.renew(
                    new AgreementId(ids.next("agr_")),
                    agreements.staying(id),
                    Actor.customer(customer),
                    clock.instant());
            agreements.save(changes.get(0));
            agreements.add(List.of(changes.get(1)));
            Agreement next = changes.get(1).agreement();
            Notice.RENEWED.owe(outbox, next.id());
            return next;
        });
    }

    private Agreement own(CustomerId customer, AgreementId id) {
        return agreements
                .lock(id)
                .filter(agreement -> agreement.customer().equals(customer))
                .orElseThrow(() -> unknown(id));
    }

    private Agreement end(Agreement agreement, Cause cause, Actor actor) {
        Change change = agreement.end(cause, actor, clock.instant());
        agreements.save(change);
        Notice.ENDED.owe(outbox, agreement.id());
        return change.agreement();
    }

    private static Rejection unknown(AgreementId id) {
        return new Rejection(AgreementProblem.AGREEMENT_UNKNOWN, "There is no agreement " + id + " here.");
    }
}
