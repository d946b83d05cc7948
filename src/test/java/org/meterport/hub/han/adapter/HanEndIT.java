package org.meterport.hub.han.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterport.han.headend.Answer;
import org.meterport.han.headend.Batch;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.HeadEndEvent;
import org.meterport.han.headend.Level;
import org.meterport.han.headend.Token;
import org.meterport.hub.agreement.AgreementKind;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.Scope;
import org.meterport.hub.agreement.Term;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.han.Address;
import org.meterport.hub.han.DispatchChunk;
import org.meterport.hub.han.DispatchChunk.Chunk;
import org.meterport.hub.han.DispatchChunk.Overlap;
import org.meterport.hub.han.DispatchQueue;
import org.meterport.hub.han.EndSilence;
import org.meterport.hub.han.HanMessage.Text;
import org.meterport.hub.han.HanRequest;
import org.meterport.hub.han.HanTarget;
import org.meterport.hub.han.HeadEndRate;
import org.meterport.hub.han.MeterTurns;
import org.meterport.hub.han.RecordOutcome;
import org.meterport.hub.han.SendMessage;
import org.meterport.hub.han.TargetStatus;
import org.meterport.hub.han.TellTargets;
import org.meterport.hub.outbox.adapter.JdbcOutbox;
import org.meterport.hub.shared.StoppedClock;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.shared.UlidIds;

/** What becomes of a message when its time is over, who is told, and how fast a head-end is fed. */
class HanEndIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final String HOME = "10443720000000011";
    private static final String NEIGHBOUR = "10443720000000022";
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final ObjectMapper json = new ObjectMapper();
    private final StoppedClock clock = new StoppedClock(Samples.NOW);
    private final Transactions transactions = DATABASE.transactions(clock);
    private final SampleAgreements agreements = new SampleAgreements(DATABASE, clock);
    private final JdbcHanRequests requests = new JdbcHanRequests(DATABASE.jdbc(), json, clock);
    private final DispatchQueue queue = new DispatchQueue(new JdbcOutbox(DATABASE.jdbc(), json, clock), 500);
    private final SendMessage sendText = new SendMessage(requests, queue, new UlidIds(clock, new Random(9)), clock, 80);
    private final DispatchChunk dispatch = new DispatchChunk(
            transactions, requests, SampleDeviceGrants.on(DATABASE, clock), queue, clock, Overlap.WARN);
    private final RecordOutcome recordOutcome = new RecordOutcome(transactions, requests, clock);
    private final List<String> told = new ArrayList<>();
    private final EndSilence endSilence = sweeper(EnumSet.allOf(Level.class));
    private final TellTargets tellTargets = new TellTargets(
            transactions, requests, (party, kind, data) -> told.add(party + " " + kind.wire() + " " + data));

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @BeforeEach
    void twoHomesWithServices() {
        agreements.reset();
        DATABASE.jdbc().execute("TRUNCATE outbox, han_changed, head_end_rate, han_meter_turn");
        for (String esiid : List.of(HOME, NEIGHBOUR)) {
            agreements.active(
                    Samples.BLUEBONNET,
                    new Scope(
                            AgreementKind.IN_HOME_DEVICE_SERVICES,
                            Set.of(),
                            Term.UNTIL_ENDED,
                            List.of(esiid),
                            "To tell you when power is cheap"));
        }
    }

    @Test
    void gDoesNotKnowWhatBecameOfASilentTargetWhenTimeAndPatienceAreOver() {
        HanRequest request = sent();
        heard("e-1", "t-0", Level.DEVICE_DELIVERED);
        heard("e-2", "t-1", Level.ESI_DELIVERED);
        clock.set(request.expiresAt().plus(PATIENCE).minusSeconds(1));
        endSilence.sweep();
        assertThat(statuses(request)).containsExactly(TargetStatus.DEVICE_DELIVERED, TargetStatus.ESI_DELIVERED);
        assertThat(found(request).finishedAt()).isEmpty();

        clock.set(request.expiresAt().plus(PATIENCE));
        endSilence.sweep();

        assertThat(statuses(request)).containsExactly(TargetStatus.DEVICE_DELIVERED, TargetStatus.UNKNOWN);
        assertThat(found(request).finishedAt()).contains(clock.instant());
        assertThat(told).containsExactly("tp_bluebonnet han.request.finished {DEVICE_DELIVERED=1, UNKNOWN=1}");
    }

    @Test
    void gALateWordReopensWhatWasUnknownAndARepeatedOneDoesNot() {
        HanRequest request = sent();
        heard("e-1", "t-0", Level.DEVICE_DELIVERED);
        heard("e-2", "t-1", Level.ESI_DELIVERED);
        clock.set(request.expiresAt().plus(PATIENCE));
        endSilence.sweep();

        heard("e-2", "t-1", Level.ESI_DELIVERED);
        assertThat(statuses(request)).containsExactly(TargetStatus.DEVICE_DELIVERED, TargetStatus.UNKNOWN);
        heard("e-3", "t-1", Level.DEVICE_DELIVERED);

        assertThat(statuses(request)).containsOnly(TargetStatus.DEVICE_DELIVERED);
        assertThat(found(request).finishedAt()).isEmpty();
        endSilence.sweep();
        assertThat(found(request).finishedAt()).contains(clock.instant());
    }

    @Test
    void waitsForNoWordThatTheHeadEndNeverSays() {
        HanRequest request = sent();
        heard("e-1", "t-0", Level.ESI_DELIVERED);
        heard("e-2", "t-1", Level.ESI_DELIVERED);

        sweeper(EnumSet.of(Level.ESI_DELIVERED, Level.ESI_UNREACHABLE)).sweep();

        assertThat(statuses(request)).containsOnly(TargetStatus.ESI_DELIVERED);
        assertThat(found(request).finishedAt()).contains(clock.instant());
    }

    @Test
    void expiresWhatNeverLeftAndLeavesAloneWhatTheHeadEndOwesAnAnswerFor() {
        HanRequest waiting = accepted();
        HanRequest asked = accepted();
        assertThat(dispatch.prepare(chunk(asked))).isPresent();
        clock.set(asked.expiresAt().plus(PATIENCE));

        endSilence.sweep();

        assertThat(statuses(waiting)).containsOnly(TargetStatus.EXPIRED);
        assertThat(statuses(asked)).containsOnly(TargetStatus.QUEUED);
        assertThat(found(asked).finishedAt()).isEmpty();
    }

    @Test
    void finishesARequestAsSoonAsNoTargetCanChangeAnyMore() {
        HanRequest request = sent();
        heard("e-1", "t-0", Level.DEVICE_DELIVERED);
        endSilence.sweep();
        assertThat(found(request).finishedAt()).isEmpty();
        heard("e-2", "t-1", Level.NO_DEVICE);

        endSilence.sweep();

        assertThat(found(request).finishedAt()).contains(clock.instant());
    }

    @Test
    void tellsOfEachChangedTargetOnceWithTheStatusItHasByThen() {
        DATABASE.jdbc()
                .update(
                        "INSERT INTO webhook VALUES ('whk_1', 'tp_bluebonnet', 'https://a.example', '{han.targets}', true,"
                                + " NULL, now())");
        HanRequest request = sent();
        heard("e-1", "t-0", Level.ESI_DELIVERED);
        heard("e-2", "t-0", Level.DEVICE_DELIVERED);

        tellTargets.tell();
        tellTargets.tell();

        assertThat(told).hasSize(1);
        assertThat(told.get(0))
                .startsWith("tp_bluebonnet han.targets")
                .contains(request.id(), "index=0", "status=DEVICE_DELIVERED", "index=1", "status=HEADEND_ACCEPTED");
    }

    @Test
    void keepsNoNewsForWhoDoesNotWantThem() {
        sent();
        heard("e-1", "t-0", Level.DEVICE_DELIVERED);

        assertThat(DATABASE.jdbc().queryForObject("SELECT count(*) FROM han_changed", Integer.class))
                .isZero();
    }

    @Test
    void feedsTheHeadEndNoFasterThanItSaysByAllNodesTogether() {
        HeadEndRate here = rate(100);
        HeadEndRate there = rate(100);

        assertThat(here.reserve(100)).isZero();
        assertThat(there.reserve(50)).isEqualTo(Duration.ofSeconds(1));
        assertThat(here.reserve(1)).isEqualTo(Duration.ofMillis(1_500));
        clock.set(clock.instant().plusSeconds(60));
        assertThat(there.reserve(1)).isZero();
        assertThat(here.chunk()).isEqualTo(25);
        assertThat(rate(3).chunk()).isEqualTo(1);
    }

    @Test
    void doesNotHoldBackWithoutARate() {
        HeadEndRate rate = rate(0);

        assertThat(rate.reserve(10_000)).isZero();
        assertThat(rate.reserve(10_000)).isZero();
        assertThat(rate.chunk()).isEqualTo(500);
    }

    @Test
    void letsOneChunkAtATimeOnItsWayToAMeterOfAllRequestsAndNodes() {
        HanRequest first = accepted();
        HanRequest second = accepted();
        MeterTurns here = turns();
        MeterTurns there = turns();
        var home = new Chunk(second.id(), 0, 1, false);
        var neighbour = new Chunk(second.id(), 1, 2, false);

        assertThat(here.take(new Chunk(first.id(), 0, 1, false))).isTrue();
        assertThat(there.take(home)).as("another request, same meter").isFalse();
        assertThat(there.take(neighbour)).as("another meter").isTrue();
        assertThat(here.take(new Chunk(first.id(), 0, 1, false)))
                .as("the same again")
                .isTrue();
        here.giveBack(new Chunk(first.id(), 0, 1, false));
        assertThat(there.take(home)).isTrue();
    }

    @Test
    void letsNobodyWhoCameLaterGoBeforeWhoWaits() {
        HanRequest first = accepted();
        HanRequest second = accepted();
        HanRequest third = accepted();
        assertThat(turns().take(chunk(first))).isTrue();
        assertThat(turns().take(chunk(second))).isFalse();
        assertThat(turns().take(chunk(third))).isFalse();

        turns().giveBack(chunk(first));

        assertThat(turns().take(chunk(third))).as("while the second waits").isFalse();
        assertThat(turns().take(chunk(second))).isTrue();
        turns().giveBack(chunk(second));
        assertThat(turns().take(chunk(third))).isTrue();
    }

    @Test
    void freesATurnThatNobodyGaveBack() {
        HanRequest first = accepted();
        HanRequest second = accepted();
        assertThat(turns().take(chunk(first))).isTrue();

        clock.set(clock.instant().plusSeconds(59));
        assertThat(turns().take(chunk(second))).isFalse();
        clock.set(clock.instant().plusSeconds(1));

        assertThat(turns().take(chunk(second))).isTrue();
    }

    private MeterTurns turns() {
        return new JdbcMeterTurns(transactions, DATABASE.jdbc(), clock);
    }

    private HeadEndRate rate(int targetsPerSecond) {
        return new JdbcHeadEndRate(transactions, DATABASE.jdbc(), clock, targetsPerSecond, 10_000);
    }

    private EndSilence sweeper(Set<Level> reports) {
        return new EndSilence(
                transactions,
                requests,
                (party, kind, data) -> told.add(party + " " + kind.wire() + " " + data.get("counts")),
                clock,
                reports,
                PATIENCE);
    }

    /** Both targets are in the head-end's hands, under the tokens t-0 and t-1. */
    private HanRequest sent() {
        HanRequest request = accepted();
        Batch batch = dispatch.prepare(chunk(request)).orElseThrow();
        dispatch.answered(
                chunk(request),
                batch,
                List.of(new Answer.Accepted(new Token("t-0")), new Answer.Accepted(new Token("t-1"))));
        return request;
    }

    private HanRequest accepted() {
        return transactions.asPartner(
                Samples.BLUEBONNET,
                () -> sendText.accept(
                        Samples.BLUEBONNET,
                        new Text("Power is cheap", "LOW", false),
                        List.of(new Address(HOME, Optional.empty()), new Address(NEIGHBOUR, Optional.empty())),
                        Optional.empty(),
                        Duration.ofMinutes(60)));
    }

    private void heard(String id, String token, Level level) {
        recordOutcome.record(new HeadEndEvent.OfMessage(
                id,
                new Token(token),
                new Esiid(HOME),
                Optional.empty(),
                level,
                Instant.parse("2026-02-10T15:04:05Z"),
                OptionalInt.empty(),
                ""));
    }

    private HanRequest found(HanRequest request) {
        return transactions.asOperator(() -> requests.find(request.id()).orElseThrow());
    }

    private List<TargetStatus> statuses(HanRequest request) {
        return transactions.asOperator(() -> requests.page(request.id(), -1, 10, Optional.empty()).stream()
                .map(HanTarget::status)
                .toList());
    }

    private static Chunk chunk(HanRequest request) {
        return new Chunk(request.id(), 0, request.targets(), false);
    }
}
