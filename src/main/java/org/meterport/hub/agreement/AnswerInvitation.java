package org.meterport.hub.agreement;

import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import org.meterport.hub.agreement.Agreement.Change;
import org.meterport.hub.outbox.Outbox;
import org.meterport.hub.party.PartyProblem;
import org.meterport.hub.party.ThirdParties;
import org.meterport.hub.party.ThirdParty;
import org.meterport.hub.premise.CustomerId;
import org.meterport.hub.premise.Premises;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Transactions;

/**
 * The customer's yes or no, by the link of the invitation.
 *
 * <p>Yes, no and the Third Party's withdrawal all lock the agreement's row first, so one of them wins on whatever node
 * it came in, and the others are refused with what the winner did.
 */
public final class AnswerInvitation {

    private final Transactions transactions;
    private final Agreements agreements;
    private final Premises premises;
    private final ThirdParties thirdParties;
    private final Outbox outbox;
    private final SignedLinks links;
    private final InstantSource clock;
    private final boolean accountNeeded;

    /** Without accounts, which nobody needs then. */
    public AnswerInvitation(
            Transactions transactions,
            Agreements agreements,
            Premises premises,
            ThirdParties thirdParties,
            Outbox outbox,
            SignedLinks links,
            InstantSource clock) {
        this(transactions, agreements, premises, thirdParties, outbox, links, clock, false);
    }

    /** @param accountNeeded whether only a customer who has signed in may say yes (the market's rule of 2014) */
    public AnswerInvitation(
            Transactions transactions,
            Agreements agreements,
            Premises premises,
            ThirdParties thirdParties,
            Outbox outbox,
            SignedLinks links,
            InstantSource clock,
            boolean accountNeeded) {
        this.transactions = transactions;
        this.agreements = agreements;
        this.premises = premises;
        this.thirdParties = thirdParties;
        this.outbox = outbox;
        this.links = links;
        this.clock = clock;
        this.accountNeeded = accountNeeded;
    }

    /** What the customer says. */
    public enum Answer {
        ACCEPT,
        REJECT
    }

    /**
     * The agreement the link belongs to, as it stands; changes nothing.
     *
     * @throws Rejection {@link AgreementProblem#LINK_INVALID}
     */
    public Agreement look(String token) {
        InvitationId id = links.invitation(token);
        return transactions.asOperator(() -> agreements.find(id).orElseThrow(AnswerInvitation::unknown));
    }

    public boolean isAccountNeeded() {
        return accountNeeded;
    }

    /** The answer of somebody who has not signed in. */
    public Agreement answer(String token, Answer answer) {
        return answer(token, answer, List.of());
    }

    /**
     * The agreement after the answer. Both sides are told by mail.
     *
     * @param signedIn whom the account speaks for that has signed in; empty without one
     * @throws Rejection naming what the invitation has become when it is not open; {@link
     *     AgreementProblem#OCCUPANT_CHANGED} when the customer is not of record any more at one of the premises; {@link
     *     PartyProblem#THIRD_PARTY_SUSPENDED}; {@link AgreementProblem#ACCOUNT_NEEDED} for a yes
     */
    public Agreement answer(String token, Answer answer, Collection<CustomerId> signedIn) {
        InvitationId id = links.invitation(token);
        return transactions.asOperator(() -> {
            Agreement asked = agreements.lock(id).orElseThrow(AnswerInvitation::unknown);
            if (answer == Answer.ACCEPT && accountNeeded && !signedIn.contains(asked.customer())) {
                throw new Rejection(
                        AgreementProblem.ACCOUNT_NEEDED, "Sign in with your account to accept; rejecting needs none.");
            }
            Actor customer = Actor.customer(asked.customer());
            Change change = answer == Answer.ACCEPT
                    ? asked.accept(customer, clock.instant())
                    : asked.reject(customer, clock.instant());
            if (answer == Answer.ACCEPT) {
                requireThatItMayBegin(asked);
            }
            agreements.save(change);
            (answer == Answer.ACCEPT ? Notice.ACCEPTED : Notice.REJECTED).owe(outbox, asked.id());
            return change.agreement();
        });
    }

    private void requireThatItMayBegin(Agreement asked) {
        if (!new HashSet<>(premises.occupiedBy(asked.customer()))
                .containsAll(asked.scope().esiids())) {
            throw new Rejection(
                    AgreementProblem.OCCUPANT_CHANGED,
                    "You are not the customer of record of this service any more, so you cannot grant access to it.");
        }
        if (thirdParties
                .find(asked.thirdParty())
                .filter(party -> party.status() == ThirdParty.Status.ACTIVE)
                .isEmpty()) {
            throw new Rejection(
                    PartyProblem.THIRD_PARTY_SUSPENDED, "This company may not be given access at the moment.");
        }
    }

    private static Rejection unknown() {
        return new Rejection(AgreementProblem.LINK_INVALID, "This link does not belong to an invitation of ours.");
    }
}
