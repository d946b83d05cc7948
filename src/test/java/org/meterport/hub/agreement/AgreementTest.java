package org.meterport.hub.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterport.hub.agreement.Agreement.Change;
import org.meterport.hub.agreement.AgreementState.Cause;
import org.meterport.hub.shared.Rejection;

class AgreementTest {

    private static final Instant NOW = Samples.NOW;
    private static final Actor ALMA = Actor.customer(Samples.ALMA);
    private static final Actor PARTNER = Actor.thirdParty("bluebonnet-api");

    private final Agreement asked = Samples.invited(Term.ofMonths(12), "10443720000000011");

    @Test
    void beginsWithTheYesAndLastsItsMonthsInTheCalendarOfTexas() {
        Agreement accepted = asked.accept(ALMA, NOW).agreement();

        assertThat(accepted.startsAt()).contains(NOW);
        assertThat(accepted.endsAt()).contains(Instant.parse("2027-02-10T15:04:05Z"));
    }

    @Test
    void keepsTheLocalTimeOfDayOverAClockChange() {
        Agreement twoMonths = Samples.invited(Term.ofMonths(2), "10443720000000011")
                .accept(ALMA, NOW)
                .agreement();

        assertThat(twoMonths.endsAt()).contains(Instant.parse("2026-04-10T14:04:05Z"));
    }

    @Test
    void endsOnTheLastDayOfAShorterMonth() {
        assertThat(Term.ofMonths(1).endOf(Instant.parse("2026-01-31T18:00:00Z")))
                .contains(Instant.parse("2026-02-28T18:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 13, -1, 24})
    void knowsNoTermOutsideOneToTwelveMonths(int months) {
        assertThatThrownBy(() -> Term.ofMonths(months)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void canBeAnsweredUntilThirtyDaysToTheMinuteAndNoLonger() {
        Instant expiry = asked.invitation().orElseThrow().expiresAt();
        assertThat(expiry).isEqualTo(NOW.plus(Duration.ofDays(30)));

        assertThat(asked.accept(ALMA, expiry.minusMillis(1)).agreement().state())
                .isEqualTo(AgreementState.ACTIVE);
        assertRefused(() -> asked.accept(ALMA, expiry), AgreementProblem.INVITATION_EXPIRED);
        assertRefused(() -> asked.reject(ALMA, expiry), AgreementProblem.INVITATION_EXPIRED);
        assertRefused(() -> asked.resend(PARTNER, expiry), AgreementProblem.INVITATION_EXPIRED);
        assertRefused(() -> asked.withdraw(PARTNER, expiry), AgreementProblem.INVITATION_EXPIRED);
    }

    @Test
    void isSentAgainOnceAndNotTwice() {
        Agreement mailed = asked.mailed(Actor.hub("test"), NOW).orElseThrow().agreement();

        Agreement reminded = mailed.resend(PARTNER, NOW).agreement();

        assertThat(reminded.invitation().orElseThrow().sends()).isEqualTo(2);
        assertRefused(() -> reminded.resend(PARTNER, NOW), AgreementProblem.RESENT_ALREADY);
    }

    @Test
    void saysWhatAnInvitationHasBecomeWhenItIsAnsweredAgain() {
        Agreement accepted = asked.accept(ALMA, NOW).agreement();
        Agreement rejected = asked.reject(ALMA, NOW).agreement();
        Agreement withdrawn = asked.withdraw(PARTNER, NOW).agreement();

        assertRefused(() -> accepted.reject(ALMA, NOW), AgreementProblem.ALREADY_ACCEPTED);
        assertRefused(() -> rejected.accept(ALMA, NOW), AgreementProblem.ALREADY_REJECTED);
        assertRefused(() -> withdrawn.accept(ALMA, NOW), AgreementProblem.ALREADY_WITHDRAWN);
        assertRefused(() -> accepted.withdraw(PARTNER, NOW), AgreementProblem.ALREADY_ACCEPTED);
    }

    @Test
    void cannotBeEndedBeforeItIsInForceNorAfterItsEnd() {
        Agreement ended = asked.accept(ALMA, NOW)
                .agreement()
                .step(Cause.ENDED_BY_CUSTOMER, ALMA, NOW)
                .agreement();

        assertRefused(() -> asked.step(Cause.ENDED_BY_THIRD_PARTY, PARTNER, NOW), AgreementProblem.NOT_IN_FORCE);
        assertRefused(() -> ended.step(Cause.ENDED_BY_THIRD_PARTY, PARTNER, NOW), AgreementProblem.ALREADY_ENDED);
    }

    @Test
    void isRenewedByANewAgreementOfAFullTermThatTakesOverAtOnce() {
        Agreement running = asked.accept(ALMA, NOW).agreement();
        Instant later = NOW.plus(Duration.ofDays(350));

        List<Change> changes =
                running.renew(new AgreementId("agr_next"), running.scope().esiids(), ALMA, later);

        assertThat(changes.get(0).agreement().state()).isEqualTo(AgreementState.COMPLETED);
        Agreement next = changes.get(1).agreement();
        assertThat(next.renews()).contains(running.id());
        assertThat(next.isLive(later)).isTrue();
        assertThat(next.endsAt()).isEqualTo(Term.ofMonths(12).endOf(later));
        assertThat(next.scope()).isEqualTo(running.scope());
    }

    @Test
    void recordsWhoDidWhatWhenUnderWhichTerms() {
        AgreementEvent event = asked.accept(ALMA, NOW).event();

        assertThat(event)
                .isEqualTo(new AgreementEvent(
                        asked.id(),
                        NOW,
                        AgreementState.VALIDATED,
                        AgreementState.ACTIVE,
                        Cause.ACCEPTED,
                        ALMA,
                        "2026-01"));
    }

    private static void assertRefused(Runnable step, AgreementProblem reason) {
        assertThatThrownBy(step::run)
                .isInstanceOfSatisfying(
                        Rejection.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
