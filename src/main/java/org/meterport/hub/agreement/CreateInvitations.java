package org.meterport.hub.agreement;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.meterport.hub.agreement.Agreement.Change;
import org.meterport.hub.agreement.Invitation.Delivery;
import org.meterport.hub.agreement.JudgeInvitation.Judged;
import org.meterport.hub.outbox.Outbox;
import org.meterport.hub.party.PartyProblem;
import org.meterport.hub.party.ThirdParties;
import org.meterport.hub.party.ThirdParty;
import org.meterport.hub.premise.Premise;
import org.meterport.hub.premise.Premises;
import org.meterport.hub.shared.Ids;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.shared.Transactions;

/**
 * Takes the invitations of one request: each item is judged on its own, the good ones are stored and their mails owed in
 * one transaction.
 */
public final class CreateInvitations {

    /** Fed by this use case, read by the flow {@code invitation-dispatch}: an invitation's id. */
    public static final String QUEUE = "agreement.invitation.v1";

    /** Property of its messages: which mail of the invitation, 1 or 2. */
    public static final String SEND = "send";

    private final Transactions transactions;
    private final Premises premises;
    private final ThirdParties thirdParties;
    private final Agreements agreements;
    private final Outbox outbox;
    private final Ids ids;
    private final InstantSource clock;
    private final String termsVersion;

    /** @param termsVersion of the terms that customers are shown now */
    public CreateInvitations(
            Transactions transactions,
            Premises premises,
            ThirdParties thirdParties,
            Agreements agreements,
            Outbox outbox,
            Ids ids,
            InstantSource clock,
            String termsVersion) {
        this.transactions = transactions;
        this.premises = premises;
        this.thirdParties = thirdParties;
        this.agreements = agreements;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
        this.termsVersion = termsVersion;
    }

    /** What became of one item: the invitation, or why there is none. */
    public record Result(Optional<Agreement> invited, Optional<Rejection> refused) {}

    /**
     * The invitations of one request, as one batch.
     *
     * @param results one for each item, in their order
     */
    public record Batch(String id, List<Result> results) {}

    /** What is known of the premises of these items. Runs before {@link #create}, in a transaction of the operator. */
    public Map<String, Premise> lookUp(List<InvitationItem> items) {
        Set<String> esiids = new HashSet<>();
        items.forEach(item -> esiids.addAll(item.esiids()));
        return transactions.asOperator(() -> premises.find(esiids));
    }

    /**
     * Called inside a transaction of the Third Party.
     *
     * @throws Rejection {@link PartyProblem#THIRD_PARTY_SUSPENDED}; nothing is taken then
     */
    public Batch create(ThirdPartyId thirdParty, Actor actor, List<InvitationItem> items, Map<String, Premise> known) {
        requireActive(thirdParty);
        agreements.lockNew(thirdParty);
        var judge = new JudgeInvitation(known);
        Instant now = clock.instant();
        var taken = new Taken(thirdParty, known.keySet(), now);
        String batch = ids.next("bat_");
        List<Result> results = new ArrayList<>(items.size());
        List<Change> made = new ArrayList<>(items.size());
        for (InvitationItem item : items) {
            try {
                Judged judged = judge.judge(item);
                taken.claim(judged.scope());
                Change invited = invite(thirdParty, actor, judged, batch, now);
                made.add(invited);
                results.add(new Result(Optional.of(invited.agreement()), Optional.empty()));
            } catch (Rejection refused) {
                results.add(new Result(Optional.empty(), Optional.of(refused)));
            }
        }
        agreements.add(made);
        outbox.oweAll(
                QUEUE,
                made.stream()
                        .map(change -> change.agreement()
                                .invitation()
                                .orElseThrow()
                                .id()
                                .value())
                        .toList(),
                Map.of(SEND, "1"));
        return new Batch(batch, results);
    }

    private Change invite(ThirdPartyId thirdParty, Actor actor, Judged judged, String batch, Instant now) {
        // whole seconds, because the link carries them
        Instant expiresAt = now.truncatedTo(ChronoUnit.SECONDS).plus(Invitation.VALIDITY);
        var invitation = new Invitation(new InvitationId(ids.next("inv_")), batch, expiresAt, 1, Delivery.QUEUED);
        return Agreement.invite(
                new AgreementId(ids.next("agr_")),
                thirdParty,
                judged.customer().id(),
                judged.scope(),
                judged.language(),
                termsVersion,
                invitation,
                actor,
                now);
    }

    private void requireActive(ThirdPartyId thirdParty) {
        if (thirdParties
                .find(thirdParty)
                .filter(party -> party.status() == ThirdParty.Status.ACTIVE)
                .isEmpty()) {
            throw new Rejection(
                    PartyProblem.THIRD_PARTY_SUSPENDED, "The operator has suspended this company; ask its help desk.");
        }
    }

    /** Which ESIIDs have an open invitation or a grant of a kind, before this request and by it. */
    private final class Taken {

        private final ThirdPartyId thirdParty;
        private final Set<String> esiids;
        private final Map<AgreementKind, Map<String, AgreementState>> byKind = new HashMap<>();

        private final Instant now;

        Taken(ThirdPartyId thirdParty, Set<String> esiids, Instant now) {
            this.thirdParty = thirdParty;
            this.esiids = esiids;
            this.now = now;
        }

        void claim(Scope scope) {
            Map<String, AgreementState> taken = byKind.computeIfAbsent(scope.kind(), this::taken);
            for (String esiid : scope.esiids()) {
                AgreementState state = taken.get(esiid);
                if (state == AgreementState.ACTIVE) {
                    throw new Rejection(
                            AgreementProblem.ALREADY_GRANTED,
                            "The customer of " + esiid
                                    + " has granted this already; it can be renewed before it ends.");
                }
                if (state != null) {
                    throw new Rejection(
                            AgreementProblem.ALREADY_INVITED,
                            "An invitation of this kind is open for " + esiid + "; resend or withdraw that one.");
                }
            }
            scope.esiids().forEach(esiid -> taken.put(esiid, AgreementState.VALIDATED));
        }

        /** What expired or ended by the clock does not stand in the way, whether or not the timed flow has run. */
        private Map<String, AgreementState> taken(AgreementKind kind) {
            agreements
                    .dueAt(thirdParty, kind, esiids, now)
                    .forEach(id -> AdvanceAgreements.writeDown(agreements, outbox, id, now));
            return agreements.taken(thirdParty, kind, esiids);
        }
    }
}
