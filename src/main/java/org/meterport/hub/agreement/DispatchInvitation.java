package org.meterport.hub.agreement;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.agreement.Agreement.Change;
import org.meterport.hub.agreement.Invitation.Delivery;
import org.meterport.hub.party.ThirdParties;
import org.meterport.hub.party.ThirdParty;
import org.meterport.hub.premise.Customer;
import org.meterport.hub.premise.CustomerId;
import org.meterport.hub.premise.Premises;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.shared.Together;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.shared.Unavailable;

/**
 * Decides whether an owed invitation mail is still to be sent, and writes down what became of it.
 *
 * <p>A crash between the mail server's yes and {@link #record} sends the mail again, under the same id and with the same
 * link; after the record it is not sent again, however often the message comes.
 *
 * <p>Mails that are worked on at the same time share their transactions.
 */
public final class DispatchInvitation {

    private static final int MOST = 100;

    private final Transactions transactions;
    private final Agreements agreements;
    private final ThirdParties thirdParties;
    private final Premises premises;
    private final InstantSource clock;
    private final Together<Asked, Optional<Letter>> letters = new Together<>(MOST, this::lettersTogether);
    private final Together<Said, Boolean> records = new Together<>(MOST, this::recordTogether);

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
        return letters.call(new Asked(id, send));
    }

    /** Writes down what the mail server said of it. */
    public void record(InvitationId id, int send, Delivery outcome) {
        var unused = records.call(new Said(id, send, outcome));
    }

    /**
     * Writes down that a mail server has told, after it took a mail, that it could not deliver it. What was answered or
     * overtaken meanwhile stays as it is.
     *
     * @throws Unavailable while the mail is not on record as sent: the report overtook the record, and is to come again
     */
    public void cameBack(InvitationId id, int send) {
        transactions.operatorDoes(() -> agreements
                .lock(id)
                .filter(agreement -> agreement.state().isOpen()
                        && agreement.invitation().orElseThrow().sends() == send)
                .ifPresent(agreement -> {
                    if (agreement.invitation().orElseThrow().delivery() == Delivery.QUEUED) {
                        throw new Unavailable("record of the mail", "is not written yet; its report waits", null);
                    }
                    agreements.saveDelivery(List.of(agreement.with(Delivery.BOUNCED)));
                }));
    }

    private record Asked(InvitationId id, int send) {}

    private record Said(InvitationId id, int send, Delivery outcome) {}

    private List<Supplier<Optional<Letter>>> lettersTogether(List<Asked> asked) {
        return transactions.asOperator(() -> {
            Map<InvitationId, Agreement> found =
                    agreements.findAll(asked.stream().map(Asked::id).toList());
            Map<ThirdPartyId, ThirdParty> parties = found.values().stream()
                    .map(Agreement::thirdParty)
                    .distinct()
                    .flatMap(party -> thirdParties.find(party).stream())
                    .collect(Collectors.toMap(ThirdParty::id, party -> party));
            Map<CustomerId, Customer> customers = premises.customers(
                    found.values().stream().map(Agreement::customer).toList());
            return asked.stream()
                    .map(one -> Optional.ofNullable(found.get(one.id()))
                            .filter(agreement -> isOwed(agreement, one.send()))
                            .flatMap(agreement -> letter(
                                    agreement,
                                    parties.get(agreement.thirdParty()),
                                    customers.get(agreement.customer()))))
                    .<Supplier<Optional<Letter>>>map(letter -> () -> letter)
                    .toList();
        });
    }

    private static Optional<Letter> letter(
            Agreement agreement, @Nullable ThirdParty party, @Nullable Customer customer) {
        return party == null || customer == null || party.status() != ThirdParty.Status.ACTIVE
                ? Optional.empty()
                : Optional.of(new Letter(agreement, party, customer));
    }

    private List<Supplier<Boolean>> recordTogether(List<Said> said) {
        transactions.operatorDoes(() -> {
            Map<InvitationId, Agreement> locked =
                    new HashMap<>(agreements.lockAll(said.stream().map(Said::id).toList()));
            List<Change> mailed = new ArrayList<>();
            List<Agreement> delivered = new ArrayList<>();
            for (Said one : said) {
                Agreement agreement = locked.get(one.id());
                if (agreement == null) {
                    throw new IllegalStateException("there is no invitation " + one.id());
                }
                if (agreement.invitation().orElseThrow().sends() != one.send()) {
                    continue;
                }
                Agreement noted = agreement.with(one.outcome());
                Optional<Change> change = one.outcome() == Delivery.SENT
                        ? noted.mailed(Actor.hub("invitation-dispatch"), clock.instant())
                        : Optional.empty();
                change.ifPresentOrElse(mailed::add, () -> delivered.add(noted));
                // the same mail may be among them twice
                locked.put(one.id(), change.map(Change::agreement).orElse(noted));
            }
            agreements.save(mailed);
            agreements.saveDelivery(delivered);
        });
        return said.stream().<Supplier<Boolean>>map(one -> () -> true).toList();
    }

    private boolean isOwed(Agreement agreement, int send) {
        Invitation invitation = agreement.invitation().orElseThrow();
        return agreement.state().isOpen()
                && clock.instant().isBefore(invitation.expiresAt())
                && invitation.sends() == send
                && invitation.delivery() == Delivery.QUEUED;
    }
}
