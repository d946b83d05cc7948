package org.meterport.hub.agreement.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterport.hub.agreement.Actor;
import org.meterport.hub.agreement.AdvanceAgreements;
import org.meterport.hub.agreement.Agreement;
import org.meterport.hub.agreement.AgreementEvent;
import org.meterport.hub.agreement.AgreementKind;
import org.meterport.hub.agreement.AgreementProblem;
import org.meterport.hub.agreement.AgreementState;
import org.meterport.hub.agreement.AgreementState.Cause;
import org.meterport.hub.agreement.AnswerInvitation;
import org.meterport.hub.agreement.AnswerInvitation.Answer;
import org.meterport.hub.agreement.CreateInvitations;
import org.meterport.hub.agreement.DispatchInvitation;
import org.meterport.hub.agreement.EndAgreement;
import org.meterport.hub.agreement.Grants;
import org.meterport.hub.agreement.Invitation.Delivery;
import org.meterport.hub.agreement.InvitationId;
import org.meterport.hub.agreement.InvitationItem;
import org.meterport.hub.agreement.ManageInvitation;
import org.meterport.hub.agreement.MoveOut;
import org.meterport.hub.agreement.RateThirdParty;
import org.meterport.hub.agreement.RemindUnanswered;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.SignedLinks;
import org.meterport.hub.agreement.SuspendThirdParty;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.outbox.Outbox;
import org.meterport.hub.party.Rating;
import org.meterport.hub.party.adapter.JdbcParties;
import org.meterport.hub.premise.CustomerId;
import org.meterport.hub.premise.Premise;
import org.meterport.hub.premise.adapter.JdbcPremises;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.StoppedClock;
import org.meterport.hub.shared.Transactions;

/** Rows B and C of the market's scenarios: the life of agreements, with a clock that a test moves. */
class AgreementLifeIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final String HOME = "10443720000000011";
    private static final String CABIN = "10443720000000022";
    private static final Actor PARTNER = Actor.thirdParty("bluebonnet-api");
    private static final Actor OPERATOR = Actor.operator("desk");

    private final StoppedClock clock = new StoppedClock(Samples.NOW);
    private final SampleAgreements samples = new SampleAgreements(DATABASE, clock);
    private final Transactions transactions = DATABASE.transactions(clock);
    private final JdbcAgreements agreements = samples.agreements();
    private final JdbcPremises premises = new JdbcPremises(DATABASE.jdbc(), SampleAgreements.SEALING);
    private final JdbcParties parties = new JdbcParties(DATABASE.jdbc());
    private final List<String> owed = new ArrayList<>();
    private final Outbox outbox = (queue, body, headers, priority) ->
            owed.add(headers.getOrDefault("notice", "INVITATION " + headers.get("send")) + " "
                    + headers.getOrDefault("side", ""));
    private final AtomicInteger ids = new AtomicInteger();
    private final SignedLinks links = new SignedLinks(new byte[32]);
    private final CreateInvitations createInvitations = new CreateInvitations(
            transactions,
            premises,
            parties,
            agreements,
            outbox,
            prefix -> prefix + String.format("%06d", ids.incrementAndGet()),
            clock,
            "2026-01");
    private final ManageInvitation manageInvitation = new ManageInvitation(agreements, outbox, clock);
    private final AnswerInvitation answerInvitation =
            new AnswerInvitation(transactions, agreements, premises, parties, outbox, links, clock);
    private final EndAgreement endAgreement = new EndAgreement(
            transactions, agreements, outbox, prefix -> prefix + "next" + ids.incrementAndGet(), clock);
    private final AdvanceAgreements advanceAgreements = new AdvanceAgreements(transactions, agreements, outbox, clock);
    private final MoveOut moveOut = new MoveOut(transactions, agreements, premises, outbox, clock);
    private final Grants grants = new AgreementConfiguration().grants(DATABASE.jdbc(), agreements, clock);

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @BeforeEach
    void empty() {
        samples.reset();
        samples.premise(HOME);
        samples.premise(CABIN);
    }

    @Test
    void b8AllowsOneResendAndRefusesItOnDay31() {
        InvitationId id = invited(12, HOME);
        mailed(id, 1);
        transactions.asPartner(Samples.BLUEBONNET, () -> manageInvitation.resend(id, PARTNER));
        InvitationId other = invited(12, CABIN);
        mailed(other, 1);

        clock.advance(Duration.ofDays(30));

        assertRefused(AgreementProblem.INVITATION_EXPIRED, () -> manageInvitation.resend(other, PARTNER));
        assertThat(owed).contains("INVITATION 1 ", "INVITATION 2 ");
    }

    @Test
    void b9ExpiresAtThirtyDaysExactlyAndThenAllowsANewOne() {
        InvitationId id = invited(12, HOME);
        clock.advance(Duration.ofDays(30).minusSeconds(1));
        assertThat(advanceAgreements.advance()).isZero();

        clock.set(find(id).invitation().orElseThrow().expiresAt());

        assertThat(advanceAgreements.advance()).isOne();
        assertThat(find(id).state()).isEqualTo(AgreementState.INVITE_EXPIRED);
        assertThat(owed).contains("EXPIRED CUSTOMER", "EXPIRED THIRD_PARTY");
        assertThat(invited(12, HOME)).isNotEqualTo(id);
    }

    @Test
    void b10RefusesADuplicateOfAnOpenInvitationAndOfAGrant() {
        InvitationId id = invited(12, HOME);

        assertThat(code(12, HOME)).isEqualTo("AGR-107");
        accept(id);
        assertThat(code(12, HOME)).isEqualTo("AGR-108");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 12})
    void cTakesOneAndTwelveMonthsAndEndsThemOnTheDay(int months) {
        accept(invited(months, HOME));
        Instant end = Samples.NOW
                .atZone(ZoneId.of("America/Chicago"))
                .plusMonths(months)
                .toInstant();

        clock.set(end.minusSeconds(1));
        assertThat(live(HOME)).isTrue();
        clock.set(end);

        assertThat(live(HOME)).as("by the clock alone, before any flow ran").isFalse();
        advanceAgreements.advance();
        assertThat(owed).contains("ENDED CUSTOMER", "ENDED THIRD_PARTY");
    }

    @Test
    void cRefusesThirteenMonths() {
        assertThat(code(13, HOME)).isEqualTo("AGR-103");
    }

    @Test
    void cRemindsThirtySevenAndOneDaysBeforeTheEndOnceEach() {
        Agreement agreement = accept(invited(12, HOME));
        Instant end = agreement.endsAt().orElseThrow();
        owed.clear();

        for (int day = 40; day >= 0; day--) {
            clock.set(end.minus(Duration.ofDays(day)).minusSeconds(1));
            advanceAgreements.advance();
            advanceAgreements.advance();
        }

        assertThat(owed).containsExactly("ENDING_30 CUSTOMER", "ENDING_7 CUSTOMER", "ENDING_1 CUSTOMER");
    }

    @Test
    void cCatchesUpOnceAfterAHubWasDownOverTheDueTimes() {
        Agreement agreement = accept(invited(12, HOME));
        owed.clear();

        clock.set(agreement.endsAt().orElseThrow().minus(Duration.ofDays(3)));
        advanceAgreements.advance();

        assertThat(owed).containsExactly("ENDING_7 CUSTOMER");
    }

    @Test
    void cRenewsWithOneClickIntoALinkedAgreement() {
        Agreement first = accept(invited(12, HOME));
        clock.advance(Duration.ofDays(350));

        Agreement next = endAgreement.renew(Samples.ALMA, first.id());

        assertThat(samples.state(first)).isEqualTo(AgreementState.COMPLETED);
        assertThat(next.renews()).contains(first.id());
        assertThat(live(HOME)).isTrue();
        assertThat(owed).contains("RENEWED CUSTOMER", "RENEWED THIRD_PARTY");
    }

    @Test
    void cLetsTheThirdPartyAndTheCustomerEnd() {
        Agreement one = accept(invited(12, HOME));
        Agreement other = accept(invited(12, CABIN));

        transactions.asPartner(Samples.BLUEBONNET, () -> endAgreement.byThirdParty(one.id(), PARTNER));
        endAgreement.byCustomer(Samples.ALMA, other.id());

        assertThat(live(HOME)).isFalse();
        assertThat(live(CABIN)).isFalse();
        assertThat(samples.state(one)).isEqualTo(AgreementState.TERMINATED_BY_TP);
        assertThat(samples.state(other)).isEqualTo(AgreementState.TERMINATED_BY_CUSTOMER);
    }

    @Test
    void cEndsAllAgreementsOfACustomerWhoMovesOutAndOpenInvitationsToo() {
        Agreement granted = accept(invited(12, HOME));
        InvitationId open = invited(AgreementKind.IN_HOME_DEVICE, HOME);

        moveOut.of(HOME, OPERATOR);
        moveOut.of(HOME, OPERATOR);

        assertThat(live(HOME)).isFalse();
        assertThat(samples.state(granted)).isEqualTo(AgreementState.TERMINATED_MOVE_OUT);
        assertThat(find(open).state()).isEqualTo(AgreementState.INVITE_EXPIRED);
    }

    @Test
    void cKeepsAnAgreementForThePremisesTheCustomerStaysAt() {
        Agreement both = accept(invited(12, HOME, CABIN));

        moveOut.of(HOME, OPERATOR);

        assertThat(live(HOME)).isFalse();
        assertThat(live(CABIN)).isTrue();
        assertThat(samples.state(both)).isEqualTo(AgreementState.ACTIVE);
        assertThat(agreements.events(both.id()))
                .extracting(AgreementEvent::cause)
                .contains(Cause.ESIID_LEFT);
        moveOut.of(CABIN, OPERATOR);
        assertThat(samples.state(both)).isEqualTo(AgreementState.TERMINATED_MOVE_OUT);
    }

    @Test
    void cRefusesTheYesOfACustomerWhoHasMovedAndDoesNotGiveItToTheNextOne() {
        InvitationId id = invited(12, HOME);
        DATABASE.jdbc()
                .update("UPDATE occupancy SET moved_out_at = greatest(now(), moved_in_at) WHERE esiid = ?", HOME);

        assertThatThrownBy(() -> accept(id)).hasMessageContaining(AgreementProblem.OCCUPANT_CHANGED.code());
    }

    @Test
    void cKeepsAgreementsOverAChangeOfRep() {
        accept(invited(12, HOME));
        Premise premise = transactions.asOperator(() ->
                Optional.ofNullable(premises.find(List.of(HOME)).get(HOME)).orElseThrow());

        transactions.operatorDoes(() -> premises.put(
                List.of(new Premise(
                        premise.esiid(),
                        premise.tdsp(),
                        premise.meterNumber(),
                        new Premise.Rep("Another REP", 10077),
                        premise.address(),
                        premise.customer())),
                clock.instant()));

        assertThat(live(HOME)).isTrue();
    }

    @Test
    void cGivesNothingAtOnceWhenTheThirdPartyIsSuspendedAndEndsWhatItHad() {
        Agreement granted = accept(invited(12, HOME));
        InvitationId open = invited(12, CABIN);
        var suspend = new SuspendThirdParty(transactions, agreements, parties, outbox, clock);

        assertThat(suspend.suspend(Samples.BLUEBONNET, OPERATOR)).isEqualTo(2);

        assertThat(live(HOME)).isFalse();
        assertThat(samples.state(granted)).isEqualTo(AgreementState.TERMINATED_TP_REVOKED);
        assertThat(find(open).state()).isEqualTo(AgreementState.WITHDRAWN);
        assertThatThrownBy(() -> invited(12, CABIN)).hasMessageContaining("PTY-201");
    }

    @Test
    void b8RemindsByItselfOnceWhereTheOperatorWantsItAndNeverBesideTheThirdPartysReminder() {
        InvitationId unanswered = invited(12, HOME);
        mailed(unanswered, 1);
        InvitationId reminded = invited(12, CABIN);
        mailed(reminded, 1);
        transactions.asPartner(Samples.BLUEBONNET, () -> manageInvitation.resend(reminded, PARTNER));
        var remind = new RemindUnanswered(transactions, agreements, outbox, clock, Duration.ofDays(14));
        clock.advance(Duration.ofDays(14).minusSeconds(1));
        assertThat(remind.remind()).isZero();

        clock.advance(Duration.ofSeconds(1));

        assertThat(remind.remind()).isOne();
        assertThat(remind.remind()).isZero();
        assertThat(find(unanswered).invitation().orElseThrow().sends()).isEqualTo(2);
        assertRefused(AgreementProblem.RESENT_ALREADY, () -> manageInvitation.resend(unanswered, PARTNER));
        assertThat(new RemindUnanswered(transactions, agreements, outbox, clock, Duration.ZERO).remind())
                .isZero();
    }

    @Test
    void cLeavesPremisesTheCustomerHasLeftOutOfARenewal() {
        Agreement both = accept(invited(12, HOME, CABIN));
        moveOut.of(HOME, OPERATOR);

        Agreement renewed = endAgreement.renew(Samples.ALMA, both.id());

        assertThat(renewed.scope().esiids()).containsExactly(CABIN);
        assertThat(live(HOME)).isFalse();
        assertThat(live(CABIN)).isTrue();
    }

    @Test
    void b9AllowsANewInvitationAtThirtyDaysExactlyBeforeTheTimedFlowHasRun() {
        InvitationId expired = invited(12, HOME);

        clock.set(find(expired).invitation().orElseThrow().expiresAt());

        assertThat(invited(12, HOME)).isNotEqualTo(expired);
        assertThat(find(expired).state()).isEqualTo(AgreementState.INVITE_EXPIRED);
    }

    @Test
    void aCustomerRatesACompanyOnceItWasGivenAccessAndTheLatestRatingCounts() {
        var rate = new RateThirdParty(transactions, agreements, parties, clock);
        InvitationId asked = invited(12, HOME);
        assertThatThrownBy(() -> rate.rate(Samples.ALMA, find(asked).id(), 5)).hasMessageContaining("AGR-305");
        Agreement granted = accept(asked);

        rate.rate(Samples.ALMA, granted.id(), 5);
        rate.rate(Samples.ALMA, granted.id(), 4);

        assertThat(transactions
                        .asOperator(() -> parties.find(Samples.BLUEBONNET))
                        .orElseThrow()
                        .rating())
                .contains(new Rating(new BigDecimal("4.0"), 1));
        assertThatThrownBy(() -> rate.rate(Samples.ALMA, granted.id(), 6)).hasMessageContaining("AGR-104");
        assertThatThrownBy(() -> rate.rate(new CustomerId("cus_other"), granted.id(), 5))
                .hasMessageContaining("AGR-202");
    }

    @Test
    void sendsNoMailForAnInvitationThatWasWithdrawnBeforeItsMailLeft() {
        InvitationId id = invited(12, HOME);
        var dispatch = new DispatchInvitation(transactions, agreements, parties, premises, clock);
        assertThat(dispatch.letter(id, 1)).isPresent();

        transactions.asPartner(Samples.BLUEBONNET, () -> manageInvitation.withdraw(id, PARTNER));

        assertThat(dispatch.letter(id, 1)).isEmpty();
    }

    private InvitationId invited(int months, String... esiids) {
        return create(item("ENERGY_DATA", Optional.of(months), esiids))
                .invited()
                .orElseThrow()
                .invitation()
                .orElseThrow()
                .id();
    }

    private InvitationId invited(AgreementKind kind, String... esiids) {
        return create(item(kind.name(), Optional.empty(), esiids))
                .invited()
                .orElseThrow()
                .invitation()
                .orElseThrow()
                .id();
    }

    private String code(int months, String esiid) {
        return create(item("ENERGY_DATA", Optional.of(months), esiid))
                .refused()
                .orElseThrow()
                .code();
    }

    private CreateInvitations.Result create(InvitationItem item) {
        Map<String, Premise> known = createInvitations.lookUp(List.of(item));
        return transactions
                .asPartner(
                        Samples.BLUEBONNET,
                        () -> createInvitations.create(Samples.BLUEBONNET, PARTNER, List.of(item), known))
                .results()
                .get(0);
    }

    private static InvitationItem item(String kind, Optional<Integer> months, String... esiids) {
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

    private void mailed(InvitationId id, int send) {
        new DispatchInvitation(transactions, agreements, parties, premises, clock).record(id, send, Delivery.SENT);
    }

    private Agreement accept(InvitationId id) {
        return answerInvitation.answer(
                links.invitation(id, find(id).invitation().orElseThrow().expiresAt()), Answer.ACCEPT);
    }

    private Agreement find(InvitationId id) {
        return agreements.find(id).orElseThrow();
    }

    private boolean live(String esiid) {
        return transactions.asPartner(
                Samples.BLUEBONNET,
                () -> grants.live(Samples.BLUEBONNET, List.of(esiid), AgreementKind.ENERGY_DATA)
                        .containsKey(esiid));
    }

    private void assertRefused(AgreementProblem reason, Runnable work) {
        assertThatThrownBy(() -> transactions.asPartner(Samples.BLUEBONNET, () -> {
                    work.run();
                    return true;
                }))
                .isInstanceOfSatisfying(
                        Rejection.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
