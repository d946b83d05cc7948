package org.meterport.hub.agreement.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.meterport.hub.agreement.Agreement;
import org.meterport.hub.agreement.AgreementKind;
import org.meterport.hub.agreement.AgreementProblem;
import org.meterport.hub.agreement.AgreementState;
import org.meterport.hub.agreement.DataKind;
import org.meterport.hub.agreement.InvitationId;
import org.meterport.hub.agreement.InvitationItem;
import org.meterport.hub.agreement.RateThirdParty;
import org.meterport.hub.agreement.RemindUnanswered;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.party.Rating;
import org.meterport.hub.premise.CustomerId;

/** Terms, reminders, renewals, what each kind gives, and what customers think: scenarios B and C. */
class AgreementTermIT extends AgreementLifeFixture {

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
    void cOneTimeDataIsDeliveredOnceAndThenTheAgreementIsCompleted() {
        var once = new InvitationItem(
                "ENERGY_DATA",
                List.of(HOME),
                "alma@example.com",
                List.of("INTERVAL"),
                true,
                Optional.empty(),
                "To size your solar panels",
                Optional.empty());
        Agreement granted = accept(
                create(once).invited().orElseThrow().invitation().orElseThrow().id());

        assertThat(readOnce(DataKind.DAILY)).isFalse();
        assertThat(readOnce(DataKind.INTERVAL)).isTrue();

        assertThat(samples.state(granted)).isEqualTo(AgreementState.COMPLETED);
        assertThat(readOnce(DataKind.INTERVAL)).isFalse();
    }

    @Test
    void cADeviceAgreementAloneMayNotMessageAndAServicesAgreementAloneMayNotRead() {
        accept(invited(AgreementKind.IN_HOME_DEVICE, HOME));
        accept(invited(AgreementKind.IN_HOME_DEVICE_SERVICES, CABIN));

        assertThat(live(AgreementKind.IN_HOME_DEVICE, HOME)).isTrue();
        assertThat(live(AgreementKind.IN_HOME_DEVICE_SERVICES, HOME)).isFalse();
        assertThat(live(AgreementKind.IN_HOME_DEVICE_SERVICES, CABIN)).isTrue();
        assertThat(live(AgreementKind.ENERGY_DATA, CABIN)).isFalse();
        assertThat(live(AgreementKind.ENERGY_DATA, HOME)).isFalse();
    }

    @Test
    void cListsWhatEndedWithin45DaysAndNothingOlder() {
        Agreement ended = accept(invited(12, HOME));
        endAgreement.byCustomer(Samples.ALMA, ended.id());
        Instant end = clock.instant();

        assertThat(recent(end.plus(Duration.ofDays(45)))).contains(ended.id());
        assertThat(recent(end.plus(Duration.ofDays(45)).plusSeconds(1))).doesNotContain(ended.id());
    }

    @Test
    void cThirteenMonthsPassAndTheThirdPartyAsksAgain() {
        for (int month = 0; month < 13; month++) {
            Agreement granted = accept(invited(1, HOME));
            assertThat(live(HOME)).isTrue();
            clock.set(granted.endsAt().orElseThrow());
            assertThat(live(HOME)).isFalse();
            advanceAgreements.advance();
            assertThat(samples.state(granted)).isEqualTo(AgreementState.COMPLETED);
        }
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
    void bTellsACustomerWhoWasAskedThatTheQuestionIsWithdrawnAndNobodyElse() {
        InvitationId asked = invited(12, HOME);
        mailed(asked, 1);
        InvitationId neverMailed = invited(12, CABIN);

        transactions.asPartner(Samples.BLUEBONNET, () -> manageInvitation.withdraw(neverMailed, PARTNER));
        assertThat(owed).noneMatch(one -> one.startsWith("WITHDRAWN"));
        transactions.asPartner(Samples.BLUEBONNET, () -> manageInvitation.withdraw(asked, PARTNER));

        assertThat(owed).contains("WITHDRAWN CUSTOMER", "WITHDRAWN THIRD_PARTY");
    }
}
