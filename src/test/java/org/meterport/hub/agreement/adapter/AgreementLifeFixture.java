package org.meterport.hub.agreement.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.meterport.hub.agreement.Actor;
import org.meterport.hub.agreement.AdvanceAgreements;
import org.meterport.hub.agreement.Agreement;
import org.meterport.hub.agreement.AgreementId;
import org.meterport.hub.agreement.AgreementKind;
import org.meterport.hub.agreement.AgreementProblem;
import org.meterport.hub.agreement.AnswerInvitation;
import org.meterport.hub.agreement.AnswerInvitation.Answer;
import org.meterport.hub.agreement.CreateInvitations;
import org.meterport.hub.agreement.DataKind;
import org.meterport.hub.agreement.DispatchInvitation;
import org.meterport.hub.agreement.EndAgreement;
import org.meterport.hub.agreement.Grants;
import org.meterport.hub.agreement.Invitation.Delivery;
import org.meterport.hub.agreement.InvitationId;
import org.meterport.hub.agreement.InvitationItem;
import org.meterport.hub.agreement.ManageInvitation;
import org.meterport.hub.agreement.MoveOut;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.SignedLinks;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.outbox.Outbox;
import org.meterport.hub.party.adapter.JdbcParties;
import org.meterport.hub.premise.Premise;
import org.meterport.hub.premise.adapter.JdbcPremises;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.StoppedClock;
import org.meterport.hub.shared.Transactions;

/**
 * The use cases of agreements on a real database, with a clock that the test moves. The database is dropped with the
 * server of the test run, because more than one class uses it.
 */
abstract class AgreementLifeFixture {

    static final TestDatabase DATABASE = TestDatabase.fresh();
    static final String HOME = "10443720000000011";
    static final String CABIN = "10443720000000022";
    static final Actor PARTNER = Actor.thirdParty("bluebonnet-api");
    static final Actor OPERATOR = Actor.operator("desk");

    final StoppedClock clock = new StoppedClock(Samples.NOW);
    final SampleAgreements samples = new SampleAgreements(DATABASE, clock);
    final Transactions transactions = DATABASE.transactions(clock);
    final JdbcAgreements agreements = samples.agreements();
    final JdbcPremises premises = new JdbcPremises(DATABASE.jdbc(), SampleAgreements.SEALING);
    final JdbcParties parties = new JdbcParties(DATABASE.jdbc());
    final List<String> owed = new ArrayList<>();
    final Outbox outbox = (queue, body, headers, priority) ->
            owed.add(headers.getOrDefault("notice", "INVITATION " + headers.get("send")) + " "
                    + headers.getOrDefault("side", ""));
    final AtomicInteger ids = new AtomicInteger();
    final SignedLinks links = new SignedLinks(new byte[32]);
    final CreateInvitations createInvitations = new CreateInvitations(
            transactions,
            premises,
            parties,
            agreements,
            outbox,
            prefix -> prefix + String.format("%06d", ids.incrementAndGet()),
            clock,
            "2026-01");
    final ManageInvitation manageInvitation = new ManageInvitation(agreements, outbox, clock);
    final AnswerInvitation answerInvitation =
            new AnswerInvitation(transactions, agreements, premises, parties, outbox, links, clock);
    final EndAgreement endAgreement = new EndAgreement(
            transactions, agreements, outbox, prefix -> prefix + "next" + ids.incrementAndGet(), clock);
    final AdvanceAgreements advanceAgreements = new AdvanceAgreements(transactions, agreements, outbox, clock);
    final MoveOut moveOut = new MoveOut(transactions, agreements, premises, outbox, clock);
    final Grants grants = new AgreementConfiguration().grants(DATABASE.jdbc(), agreements, clock);

    @BeforeEach
    void empty() {
        samples.reset();
        samples.premise(HOME);
        samples.premise(CABIN);
    }

    boolean readOnce(DataKind data) {
        return transactions.asPartner(Samples.BLUEBONNET, () -> {
            Map<String, String> readable = grants.readable(Samples.BLUEBONNET, List.of(HOME), data, "req_1");
            grants.delivered(Samples.BLUEBONNET, readable);
            return readable.containsKey(HOME);
        });
    }

    boolean live(AgreementKind kind, String esiid) {
        return transactions.asPartner(
                Samples.BLUEBONNET,
                () -> grants.live(Samples.BLUEBONNET, List.of(esiid), kind).containsKey(esiid));
    }

    List<AgreementId> recent(Instant now) {
        return transactions.asPartner(
                Samples.BLUEBONNET,
                () -> agreements.recent(now.minus(Duration.ofDays(45)), 100).stream()
                        .map(Agreement::id)
                        .toList());
    }

    InvitationId invited(int months, String... esiids) {
        return create(item("ENERGY_DATA", Optional.of(months), esiids))
                .invited()
                .orElseThrow()
                .invitation()
                .orElseThrow()
                .id();
    }

    InvitationId invited(AgreementKind kind, String... esiids) {
        return create(item(kind.name(), Optional.empty(), esiids))
                .invited()
                .orElseThrow()
                .invitation()
                .orElseThrow()
                .id();
    }

    String code(int months, String esiid) {
        return create(item("ENERGY_DATA", Optional.of(months), esiid))
                .refused()
                .orElseThrow()
                .code();
    }

    CreateInvitations.Result create(InvitationItem item) {
        Map<String, Premise> known = createInvitations.lookUp(List.of(item));
        return transactions
                .asPartner(
                        Samples.BLUEBONNET,
                        () -> createInvitations.create(Samples.BLUEBONNET, PARTNER, List.of(item), known))
                .results()
                .get(0);
    }

    static InvitationItem item(String kind, Optional<Integer> months, String... esiids) {
        return new InvitationItem(
                kind,
                List.of(esiids),
                "Alma@Example.com",
                List.of(),
                false,
                months,
                "To find you a cheaper plan",
                Optional.empty());
    }

    void mailed(InvitationId id, int send) {
        new DispatchInvitation(transactions, agreements, parties, premises, clock).record(id, send, Delivery.SENT);
    }

    Agreement accept(InvitationId id) {
        return answerInvitation.answer(
                links.invitation(id, find(id).invitation().orElseThrow().expiresAt()), Answer.ACCEPT);
    }

    Agreement find(InvitationId id) {
        return agreements.find(id).orElseThrow();
    }

    boolean live(String esiid) {
        return transactions.asPartner(
                Samples.BLUEBONNET,
                () -> grants.live(Samples.BLUEBONNET, List.of(esiid), AgreementKind.ENERGY_DATA)
                        .containsKey(esiid));
    }

    void assertRefused(AgreementProblem reason, Runnable work) {
        assertThatThrownBy(() -> transactions.asPartner(Samples.BLUEBONNET, () -> {
                    work.run();
                    return true;
                }))
                .isInstanceOfSatisfying(
                        Rejection.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
