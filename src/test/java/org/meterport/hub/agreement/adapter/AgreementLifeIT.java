package org.meterport.hub.agreement.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterport.hub.agreement.Agreement;
import org.meterport.hub.agreement.AgreementEvent;
import org.meterport.hub.agreement.AgreementKind;
import org.meterport.hub.agreement.AgreementProblem;
import org.meterport.hub.agreement.AgreementState;
import org.meterport.hub.agreement.AgreementState.Cause;
import org.meterport.hub.agreement.DispatchInvitation;
import org.meterport.hub.agreement.InvitationId;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.SuspendThirdParty;
import org.meterport.hub.premise.Premise;

/** Rows B and C of the market's scenarios: the life of agreements, with a clock that a test moves. */
class AgreementLifeIT extends AgreementLifeFixture {

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
    void sendsNoMailForAnInvitationThatWasWithdrawnBeforeItsMailLeft() {
        InvitationId id = invited(12, HOME);
        var dispatch = new DispatchInvitation(transactions, agreements, parties, premises, clock);
        assertThat(dispatch.letter(id, 1)).isPresent();

        transactions.asPartner(Samples.BLUEBONNET, () -> manageInvitation.withdraw(id, PARTNER));

        assertThat(dispatch.letter(id, 1)).isEmpty();
    }

    @Test
    void cTakesACustomerWhoComesLeavesAndComesAgainAtTheSameInstant() {
        Premise premise = transactions.asOperator(() ->
                Optional.ofNullable(premises.find(List.of(HOME)).get(HOME)).orElseThrow());

        for (int i = 0; i < 3; i++) {
            moveOut.of(HOME, OPERATOR);
            transactions.operatorDoes(() -> premises.put(List.of(premise), clock.instant()));
        }

        assertThat(transactions.asOperator(() -> premises.occupiedBy(Samples.ALMA)))
                .contains(HOME);
    }
}
