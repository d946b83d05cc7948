package org.meterport.hub.agreement.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterport.hub.agreement.Actor;
import org.meterport.hub.agreement.Agreement;
import org.meterport.hub.agreement.AgreementKind;
import org.meterport.hub.agreement.AgreementState;
import org.meterport.hub.agreement.AgreementState.Cause;
import org.meterport.hub.agreement.DataKind;
import org.meterport.hub.agreement.Grants;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.Term;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.shared.StoppedClock;
import org.meterport.hub.shared.Transactions;
import org.springframework.jdbc.core.JdbcTemplate;

class JdbcGrantsIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final StoppedClock clock = new StoppedClock(Samples.NOW);
    private final JdbcTemplate jdbc = DATABASE.jdbc();
    private final Transactions transactions = DATABASE.transactions(clock);
    private final SampleAgreements samples = new SampleAgreements(DATABASE, clock);
    private final Grants grants = new AgreementConfiguration().grants(jdbc, samples.agreements(), clock);

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @BeforeEach
    void empty() {
        samples.reset();
    }

    @Test
    void findsTheLiveGrantsAndNothingElse() {
        Agreement live = samples.active(Samples.BLUEBONNET, Term.ofMonths(3), "10443720000000011");
        samples.invited(Samples.BLUEBONNET, Term.ofMonths(4), "10443720000000022");
        samples.active(Samples.LONESTAR, Term.ofMonths(5), "10443720000000033");

        Map<String, String> found = transactions.asPartner(
                Samples.BLUEBONNET,
                () -> grants.live(
                        Samples.BLUEBONNET,
                        List.of("10443720000000011", "10443720000000022", "10443720000000033", "10443720000000044"),
                        AgreementKind.ENERGY_DATA));

        assertThat(found).isEqualTo(Map.of("10443720000000011", live.id().value()));
    }

    @Test
    void givesNothingForAnotherKind() {
        samples.active(Samples.BLUEBONNET, Term.ofMonths(3), "10443720000000011");

        assertThat(live("10443720000000011", AgreementKind.IN_HOME_DEVICE_SERVICES))
                .isEmpty();
    }

    @Test
    void cGivesNothingFromTheFirstMomentAfterTheTerm() {
        Agreement oneMonth = samples.active(Samples.BLUEBONNET, Term.ofMonths(1), "10443720000000011");
        Instant end = oneMonth.endsAt().orElseThrow();

        clock.set(end.minus(Duration.ofNanos(1_000)));
        assertThat(live("10443720000000011", AgreementKind.ENERGY_DATA)).hasSize(1);
        clock.set(end);
        assertThat(live("10443720000000011", AgreementKind.ENERGY_DATA)).isEmpty();
    }

    @Test
    void givesNothingToASuspendedThirdParty() {
        samples.active(Samples.BLUEBONNET, Term.ofMonths(3), "10443720000000011");
        jdbc.update("UPDATE third_party SET status = 'SUSPENDED' WHERE id = ?", Samples.BLUEBONNET.value());

        assertThat(live("10443720000000011", AgreementKind.ENERGY_DATA)).isEmpty();
    }

    @Test
    void readsOnlyTheGranularitiesThatWereGranted() {
        samples.active(Samples.BLUEBONNET, Term.ONE_TIME, "10443720000000011");

        assertThat(readable("10443720000000011", DataKind.INTERVAL)).hasSize(1);
        assertThat(readable("10443720000000011", DataKind.MONTHLY)).isEmpty();
    }

    @Test
    void completesAOneTimeAgreementWhenItsLastEsiidWasDelivered() {
        Agreement once = samples.active(Samples.BLUEBONNET, Term.ONE_TIME, "10443720000000011", "10443720000000022");

        deliver("10443720000000011");
        assertThat(samples.state(once)).isEqualTo(AgreementState.ACTIVE);
        assertThat(readable("10443720000000011", DataKind.INTERVAL)).isEmpty();
        deliver("10443720000000022");

        assertThat(samples.state(once)).isEqualTo(AgreementState.COMPLETED);
    }

    @Test
    void leavesAnAgreementWithATermAsItIsAfterADelivery() {
        Agreement term = samples.active(Samples.BLUEBONNET, Term.ofMonths(6), "10443720000000011");

        deliver("10443720000000011");

        assertThat(samples.state(term)).isEqualTo(AgreementState.ACTIVE);
    }

    @Test
    void cMakesTheEndOfAnAgreementWaitForADisclosureUnderIt() throws Exception {
        Agreement agreement = samples.active(Samples.BLUEBONNET, Term.ofMonths(3), "10443720000000011");
        var disclosing = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        CompletableFuture<Integer> disclosure =
                CompletableFuture.supplyAsync(() -> transactions.asPartner(Samples.BLUEBONNET, () -> {
                    int found = grants.live(Samples.BLUEBONNET, List.of("10443720000000011"), AgreementKind.ENERGY_DATA)
                            .size();
                    disclosing.countDown();
                    await(goOn);
                    return found;
                }));
        assertThat(disclosing.await(20, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> end = CompletableFuture.runAsync(
                () -> samples.step(agreement, Cause.ENDED_BY_CUSTOMER, Actor.customer(agreement.customer())));

        assertThatThrownBy(() -> end.get(300, TimeUnit.MILLISECONDS))
                .isInstanceOf(java.util.concurrent.TimeoutException.class);
        goOn.countDown();
        assertThat(disclosure.get(20, TimeUnit.SECONDS)).isOne();
        end.get(20, TimeUnit.SECONDS);
        assertThat(live("10443720000000011", AgreementKind.ENERGY_DATA)).isEmpty();
    }

    @Test
    void refusesToAnswerOutsideATransaction() {
        var question = grants.continuousFirst(Samples.BLUEBONNET, List.of("10443720000000011"), DataKind.INTERVAL);

        assertThatThrownBy(question::ask)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("outside the transaction");
        assertThatThrownBy(
                        () -> grants.live(Samples.BLUEBONNET, List.of("10443720000000011"), AgreementKind.ENERGY_DATA))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("outside the transaction");
    }

    @Test
    void tellsThePoliciesOfUsageTablesTheSame() {
        samples.active(Samples.BLUEBONNET, Term.ofMonths(3), "10443720000000011");
        samples.active(Samples.LONESTAR, Term.ofMonths(5), "10443720000000033");

        assertThat(hasLiveEnergyGrant("10443720000000011")).isTrue();
        assertThat(hasLiveEnergyGrant("10443720000000033")).isFalse();
    }

    @Test
    void hidesOtherPartiesAgreementsFromAPartnersTransaction() {
        samples.active(Samples.LONESTAR, Term.ofMonths(5), "10443720000000033");

        int seen = transactions.asPartner(Samples.BLUEBONNET, () -> samples.rowsSeen());

        assertThat(seen).isZero();
    }

    @Test
    void iKeepsEveryEventForEver() {
        samples.active(Samples.BLUEBONNET, Term.ofMonths(3), "10443720000000011");

        assertThatThrownBy(() -> jdbc.update("DELETE FROM agreement_event"))
                .hasStackTraceContaining("may only be added to");
        assertThatThrownBy(() -> jdbc.update("UPDATE agreement_event SET actor = 'nobody'"))
                .hasStackTraceContaining("may only be added to");
    }

    private Map<String, String> live(String esiid, AgreementKind kind) {
        return transactions.asPartner(Samples.BLUEBONNET, () -> grants.live(Samples.BLUEBONNET, List.of(esiid), kind));
    }

    private Map<String, String> readable(String esiid, DataKind data) {
        return transactions.asPartner(
                Samples.BLUEBONNET, () -> grants.readable(Samples.BLUEBONNET, List.of(esiid), data, "req_1"));
    }

    private void deliver(String esiid) {
        transactions.asPartner(Samples.BLUEBONNET, () -> {
            grants.delivered(
                    Samples.BLUEBONNET,
                    grants.readable(Samples.BLUEBONNET, List.of(esiid), DataKind.INTERVAL, "req_1"));
            return true;
        });
    }

    private boolean hasLiveEnergyGrant(String esiid) {
        return transactions.asPartner(
                Samples.BLUEBONNET,
                () -> Boolean.TRUE.equals(
                        jdbc.queryForObject("SELECT has_live_energy_grant(?)", Boolean.class, esiid)));
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody said to go on");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
