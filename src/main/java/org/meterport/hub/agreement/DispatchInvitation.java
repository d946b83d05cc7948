package org.meterport.hub.agreement;

import java.time.InstantSource;
import java.util.Optional;
import org.meterport.hub.agreement.Agreement.Change;
import org.meterport.hub.agreement.Invitation.Delivery;
import org.meterport.hub.party.ThirdParties;
import org.meterport.hub.party.ThirdParty;
import org.meterport.hub.premise.Customer;
import org.meterport.hub.premise.Premises;
import org.meterport.hub.shared.Transactions;

/**
 * Decides whether an owed invitation mail is still to be sent, and writes down what became of it.
 *
 * <p>A crash between the mail server's yes and {@link #record} sends the mail again, under the same id and with the same
 * link; after the record it is not sent again, however often the message comes.
 */
public final class DispatchInvitation {

    private final Transactions transactions;
    private final Agreements agreements;
    private final ThirdParties thirdParties;
    private final Premises premises;
    private final InstantSource clock;

    public DispatchInvitation(
            Transactions transactions,
            Agreements agreements,
            ThirdParties thirdParties,
            Premises premises,
            InstantSource clock) {
        this.transactions = transactions;
        this.agreements = agreements;
        this.thirdParties = thirdParties;
        this.premises = premises;
        this.clock = clock;
    }

    /** What an invitation's mail is written from. */
    public record Letter(Agreement agreement, ThirdParty thirdParty, Customer customer) {}

    /**
     * The letter to send.
     *
     * @param send which mail of the invitation, counted from 1
     * @return empty when it was sent before, or is not to be sent any more: answered, withdrawn, expired, overtaken by a
     *     reminder, or the Third Party suspended
     */
    public Optional<Letter> letter(InvitationId id, int send) {
        return transactions.asOperator(() -> agreements
                .find(id)
                .filter(agreement -> isOwed(agreement, send))
                .flatMap(agreement -> thirdParties
                        .find(agreement.thirdParty())
                        .filter(party -> party.status() == ThirdParty.Status.ACTIVE)
                        .flatMap(party -> premises.customer(agreement.customer())
                                .map(customer -> new Letter(agreement, party, customer)))));
    }

    /** Writes down what the mail server said of it. */
    public void record(InvitationId id, int send, Delivery outcome) {
        transactions.operatorDoes(() -> {
            Agreement agreement = agreements.lock(id).orElseThrow();
            if (agreement.invitation().orElseThrow().sends() != send) {
                return;
            }
            Agreement noted = agreement.with(outcome);
            Optional<Change> mailed = outcome == Delivery.SENT
                    ? noted.mailed(Actor.hub("invitation-dispatch"), clock.instant())
                    : Optional.empty();
            mailed.ifPresentOrElse(agreements::save, () -> agreements.saveDelivery(noted));
        });
    }

    private boolean isOwed(Agreement agreement, int send) {
        Invitation invitation = agreement.invitation().orElseThrow();
        return agreement.state().isOpen()
                && clock.instant().isBefore(invitation.expiresAt())
                && invitation.sends() == send
                && invitation.delivery() == Delivery.QUEUED;
    }
}
