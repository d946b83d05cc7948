package org.meterport.hub.ondemand.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meterport.hub.agreement.Samples.BLUEBONNET;
import static org.meterport.hub.agreement.Samples.LONESTAR;
import static org.meterport.hub.usage.adapter.SampleUsage.HOME;
import static org.meterport.hub.usage.adapter.SampleUsage.NEIGHBOUR;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterport.components.intervalfile.Esiid;
import org.meterport.han.headend.MeterReading;
import org.meterport.han.headend.Refusal;
import org.meterport.han.headend.Reply;
import org.meterport.han.sim.ManualTimeline;
import org.meterport.han.sim.RadioModel;
import org.meterport.han.sim.SimulatedHeadEnd;
import org.meterport.hub.agreement.Actor;
import org.meterport.hub.agreement.Agreement;
import org.meterport.hub.agreement.AgreementState.Cause;
import org.meterport.hub.agreement.CompleteOneTime;
import org.meterport.hub.agreement.Grants;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.Term;
import org.meterport.hub.agreement.adapter.JdbcGrants;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.api.adapter.ApiCaller;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.api.adapter.FirstAnswers;
import org.meterport.hub.api.adapter.JsonBodies;
import org.meterport.hub.audit.adapter.JdbcDisclosureLog;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.ondemand.OnDemandRead;
import org.meterport.hub.ondemand.OnDemandRead.Failure;
import org.meterport.hub.ondemand.OnDemandRead.Status;
import org.meterport.hub.ondemand.RequestOnDemandRead;
import org.meterport.hub.ondemand.RequestOnDemandRead.Limits;
import org.meterport.hub.ondemand.ShowOnDemandRead;
import org.meterport.hub.ondemand.TakeOnDemandRead;
import org.meterport.hub.outbox.adapter.JdbcOutbox;
import org.meterport.hub.shared.BetweenTransactions;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.StoppedClock;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.shared.UlidIds;
import org.meterport.hub.usage.adapter.SampleUsage;

/** On-demand reads from the call to the disclosure, with a simulated meter. */
class OnDemandIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Duration DEADLINE = Duration.ofMinutes(5);
    private static final int PER_DAY = 3;

    /** The hub dies here. */
    private static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final ObjectMapper json = new ObjectMapper();
    private final StoppedClock clock = new StoppedClock(Samples.NOW);
    private final Transactions transactions = DATABASE.transactions(clock);
    private final SampleAgreements agreements = new SampleAgreements(DATABASE, clock);
    private final SampleUsage usage = new SampleUsage(DATABASE, clock);
    private final Grants grants =
            new JdbcGrants(DATABASE.jdbc(), new CompleteOneTime(agreements.agreements(), clock)::delivered);
    private final JdbcOnDemandReads reads = new JdbcOnDemandReads(DATABASE.jdbc());
    private final RequestOnDemandRead request = new RequestOnDemandRead(
            reads,
            grants,
            new JdbcOutbox(DATABASE.jdbc(), json, clock),
            new UlidIds(clock, new Random(5)),
            clock,
            new Limits(PER_DAY, Duration.ofMinutes(30), DEADLINE));
    private final ShowOnDemandRead show =
            new ShowOnDemandRead(transactions, reads, grants, new JdbcDisclosureLog(DATABASE.jdbc(), clock), clock);
    private final FirstAnswers firstAnswers = new FirstAnswers(transactions, DATABASE.jdbc(), json, clock);
    private final OnDemandApi api = new OnDemandApi(request, show, firstAnswers, new JsonBodies(json));
    private final SmtOnDemandApi smt = new SmtOnDemandApi(request, show, firstAnswers, new JsonBodies(json));
    private final SimulatedHeadEnd headEnd =
            SimulatedHeadEnd.open(SimulatedHeadEnd.Settings.of(1, RadioModel.ideal()), new ManualTimeline(Samples.NOW));

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @BeforeEach
    void twoGrantedHomes() {
        agreements.reset();
        usage.reset();
        DATABASE.jdbc().execute("TRUNCATE outbox, first_answer, on_demand_read, on_demand_quota");
        agreements.active(BLUEBONNET, Term.ofMonths(3), HOME.value(), NEIGHBOUR.value());
        headEnd.hands().premise(at(HOME)).premise(at(NEIGHBOUR));
        headEnd.start();
    }

    @AfterEach
    void stop() {
        headEnd.close();
    }

    @Test
    void readsTheMeterAndTellsOfThatReadAlone() {
        OnDemandRead first = asked(BLUEBONNET, HOME);
        take(first);
        clock.advance(Duration.ofHours(1));
        OnDemandRead second = asked(BLUEBONNET, HOME);

        assertThat(shown(BLUEBONNET, second.id()))
                .returns(Status.PENDING, OnDemandRead::status)
                .returns(Optional.empty(), OnDemandRead::registers);
        // by the meter's clock, which is a little off
        assertThat(shown(BLUEBONNET, first.id()).registers().orElseThrow().at())
                .isBetween(Samples.NOW.minusSeconds(60), Samples.NOW.plusSeconds(60));
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(DATABASE.jdbc().queryForList("SELECT queue || ' ' || body FROM outbox ORDER BY body", String.class))
                .containsExactly("ondemand.read.v1 " + first.id(), "ondemand.read.v1 " + second.id());
    }

    @Test
    void disclosesTheValueWhenItLeavesAndNotBefore() {
        OnDemandRead read = asked(BLUEBONNET, HOME);
        shown(BLUEBONNET, read.id());
        take(read);
        assertThat(usage.count("disclosure")).isZero();

        OnDemandRead shown = shown(BLUEBONNET, read.id());

        assertThat(shown.status()).isEqualTo(Status.COMPLETED);
        assertThat(shown.registers().orElseThrow().deliveredWattHours()).isPositive();
        assertThat(DATABASE.jdbc()
                        .queryForList("SELECT kind || ' ' || way || ' ' || reference FROM disclosure", String.class))
                .containsExactly("ON_DEMAND API " + read.id());
    }

    @Test
    void needsAContinuousAgreementOfTheCallerToAsk() {
        agreements.active(LONESTAR, Term.ONE_TIME, NEIGHBOUR.value());

        for (Esiid esiid : List.of(HOME, NEIGHBOUR)) {
            assertThatThrownBy(() -> asked(LONESTAR, esiid))
                    .isInstanceOf(Rejection.class)
                    .hasMessageStartingWith("USG-201");
        }
        assertThatThrownBy(() -> accept(BLUEBONNET, "17")).hasMessageStartingWith("USG-101");
        assertThat(usage.count("on_demand_read") + usage.count("outbox") + usage.count("on_demand_quota"))
                .isZero();
    }

    @Test
    void asksNoMeterAndShowsNothingWhenTheGrantHasEnded() {
        Agreement second = agreements.active(LONESTAR, Term.ofMonths(3), HOME.value());
        OnDemandRead unasked = asked(LONESTAR, HOME);
        clock.advance(Duration.ofSeconds(1));
        end(second);

        assertThat(taker(transactions).begin(unasked.id())).isEmpty();

        assertThat(shown(LONESTAR, unasked.id()).failure().orElseThrow().code()).isEqualTo("USG-201");
        assertThat(usage.count("disclosure")).isZero();
    }

    @Test
    void dropsTheAnswerOfAMeterThatComesAfterTheGrant() {
        Agreement second = agreements.active(LONESTAR, Term.ofMonths(3), HOME.value());
        OnDemandRead read = asked(LONESTAR, HOME);
        assertThat(taker(transactions).begin(read.id())).contains(HOME.value());
        end(second);

        taker(transactions).answered(read.id(), new Reply.Given<>(new MeterReading(1, 2, 3, Samples.NOW)));

        assertThat(DATABASE.jdbc().queryForList("SELECT delivered_wh FROM on_demand_read", Long.class))
                .containsOnlyNulls();
    }

    @Test
    void holdsAnAnswerBackWhoseGrantEndedBeforeItWasFetched() {
        Agreement second = agreements.active(LONESTAR, Term.ofMonths(3), HOME.value());
        OnDemandRead read = asked(LONESTAR, HOME);
        take(read);
        end(second);

        assertThatThrownBy(() -> shown(LONESTAR, read.id()))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("USG-201");
        assertThat(usage.count("disclosure")).isZero();
    }

    @Test
    void sharesTheUtilitysDayAmongAllThirdParties() {
        agreements.active(LONESTAR, Term.ofMonths(3), HOME.value(), NEIGHBOUR.value());
        asked(BLUEBONNET, HOME);
        asked(BLUEBONNET, NEIGHBOUR);
        asked(LONESTAR, HOME);

        assertThatThrownBy(() -> asked(LONESTAR, NEIGHBOUR)).isInstanceOfSatisfying(Rejection.class, spent -> {
            assertThat(spent.code()).isEqualTo("ODR-101");
            assertThat(spent.retryAfter())
                    .contains(Duration.between(Samples.NOW, Instant.parse("2026-02-11T06:00:00Z")));
        });
        clock.set(Instant.parse("2026-02-11T06:00:00Z"));
        assertThat(asked(LONESTAR, NEIGHBOUR).status()).isEqualTo(Status.PENDING);
    }

    @Test
    void givesOutNoMoreThanTheDayHasWhenAllAskAtOnce() throws Exception {
        List<String> homes = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            homes.add("10443720000" + (200_000 + i));
        }
        agreements.active(BLUEBONNET, Term.ofMonths(3), homes.toArray(String[]::new));
        List<Callable<String>> calls = new ArrayList<>();
        homes.forEach(home -> calls.add(() -> outcome(home)));
        var pool = Executors.newFixedThreadPool(6);
        try {
            List<String> outcomes = new ArrayList<>();
            for (Future<String> one : pool.invokeAll(calls)) {
                outcomes.add(one.get());
            }

            assertThat(outcomes).filteredOn("PENDING"::equals).hasSize(PER_DAY);
            assertThat(outcomes).filteredOn("ODR-101"::equals).hasSize(12 - PER_DAY);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void asksAMeterOfOneThirdPartyOnceInHalfAnHour() {
        agreements.active(LONESTAR, Term.ofMonths(3), HOME.value());
        asked(BLUEBONNET, HOME);
        clock.advance(Duration.ofMinutes(10));

        assertThatThrownBy(() -> asked(BLUEBONNET, HOME)).isInstanceOfSatisfying(Rejection.class, soon -> {
            assertThat(soon.code()).isEqualTo("ODR-102");
            assertThat(soon.retryAfter()).contains(Duration.ofMinutes(20));
        });
        assertThat(asked(LONESTAR, HOME).status()).isEqualTo(Status.PENDING);
        clock.advance(Duration.ofMinutes(20));
        assertThat(asked(BLUEBONNET, HOME).status()).isEqualTo(Status.PENDING);
    }

    @Test
    void failsAtItsDeadlineWhateverComesLater() {
        OnDemandRead read = asked(BLUEBONNET, HOME);
        assertThat(taker(transactions).begin(read.id())).contains(HOME.value());
        clock.advance(DEADLINE.minusSeconds(1));
        assertThat(shown(BLUEBONNET, read.id()).status()).isEqualTo(Status.PENDING);
        clock.advance(Duration.ofSeconds(1));

        assertThat(shown(BLUEBONNET, read.id()).failure().map(Failure::code)).contains("ODR-203");
        taker(transactions).answered(read.id(), new Reply.Given<>(new MeterReading(1, 2, 3, Samples.NOW)));
        assertThat(taker(transactions).begin(read.id())).isEmpty();
        assertThat(shown(BLUEBONNET, read.id()).failure().map(Failure::code)).contains("ODR-203");
    }

    @Test
    void saysWhyAMeterGaveNothing() {
        Map<Refusal, String> codes =
                Map.of(Refusal.UNKNOWN_METER, "ODR-201", Refusal.OTHER, "ODR-202", Refusal.NOT_SUPPORTED, "ODR-204");
        codes.forEach((refusal, code) -> {
            OnDemandRead read = asked(BLUEBONNET, HOME);
            taker(transactions).answered(read.id(), new Reply.Refused<>(refusal, "no"));
            clock.advance(Duration.ofHours(1));

            assertThat(shown(BLUEBONNET, read.id()).failure().map(Failure::code))
                    .contains(code);
        });
    }

    /** The queue offers the read again; the meter is asked again, and the read has one end. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void endsOnceWhateverTransactionTheHubDiesAfter(int transaction) {
        OnDemandRead read = asked(BLUEBONNET, HOME);
        TakeOnDemandRead dying = taker(new BetweenTransactions(transactions, transaction, () -> {
            throw new Crash();
        }));

        assertThatThrownBy(() -> take(dying, read)).isInstanceOf(Crash.class);
        take(read);

        assertThat(shown(BLUEBONNET, read.id()).status()).isEqualTo(Status.COMPLETED);
        assertThat(usage.count("on_demand_read")).isOne();
    }

    @Test
    void hidesAReadFromEveryOtherThirdParty() {
        agreements.active(LONESTAR, Term.ofMonths(3), HOME.value());
        OnDemandRead read = asked(BLUEBONNET, HOME);
        take(read);

        assertThatThrownBy(() -> shown(LONESTAR, read.id())).hasMessageStartingWith("API-301");
        assertThat(transactions.asPartner(LONESTAR, () -> reads.lock(read.id())))
                .isEmpty();
        assertThat(transactions.asPartner(LONESTAR, () -> usage.count("on_demand_read")))
                .isZero();
    }

    @Test
    void answersSmtsCallsInTheirShapes() {
        ObjectNode body = json.createObjectNode().put("trans_id", "o-1").put("requestorID", "BLUEBONNET-api");
        JsonNode first = answer(smt::request, body.deepCopy().put("ESIID", "'" + HOME));
        JsonNode again = answer(smt::request, body.deepCopy().put("ESIID", "'" + HOME));
        String id = first.path("correlationId").asText();
        ObjectNode status = body.deepCopy().put("correlationId", id);

        assertThatObject(first)
                .returns("o-1", a -> a.path("trans_id").asText())
                .returns("0", a -> a.path("statusCode").asText());
        assertThatObject(again).isEqualTo(first);
        assertThat(answer(smt::status, status).path("statusCode").asText()).isEqualTo("PEN");
        take(reads.find(id).orElseThrow());
        JsonNode done = answer(smt::status, status);
        assertThat(done.path("statusCode").asText()).isEqualTo("0");
        assertThat(done.path("odrRead").path("registeredRead").asText()).matches("[0-9]+\\.[0-9]{3}");
        assertThat(done.path("odrRead").path("readDate").asText()).matches("02/10/2026 09:0[345]:[0-5][0-9]");
        assertThat(usage.count("on_demand_read")).isOne();
    }

    @Test
    void tellsSmtsClientsWhyAReadFailedAndTakesOneEsiidInAnyOfItsForms() {
        ObjectNode list = json.createObjectNode();
        list.putArray("esiid").add(HOME.value());
        String id = answer(smt::request, list).path("correlationId").asText();
        taker(transactions).answered(id, new Reply.Refused<>(Refusal.OTHER, "no"));

        JsonNode failed = answer(smt::status, json.createObjectNode().put("correlationId", id));
        list.withArray("esiid").add(NEIGHBOUR.value());

        assertThat(failed.path("statusCode").asText()).isEqualTo("ODR-202");
        assertThat(failed.path("statusReason").asText()).startsWith("Failed - ");
        assertThatThrownBy(() -> answer(smt::request, list)).hasMessageStartingWith("USG-105");
        assertThatThrownBy(() -> answer(smt::status, json.createObjectNode())).hasMessageStartingWith("API-102");
        assertThatThrownBy(() -> answer(smt::request, list.deepCopy().put("requestorID", "another")))
                .hasMessageStartingWith("USG-106");
    }

    @Test
    void answersTheOwnApiWithAResourceToFollow() {
        ApiReply accepted = api.request(call(json.createObjectNode().put("esiid", HOME.value()), Map.of()));
        String place = String.valueOf(accepted.headers().get("Location"));
        String id = place.substring(place.lastIndexOf('/') + 1);
        take(reads.find(id).orElseThrow());

        JsonNode shown = tree(
                api.get(call(json.createObjectNode(), Map.of("readId", id))).body());

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(place).startsWith("/api/v1/on-demand-reads/odr_");
        assertThat(shown.path("status").asText()).isEqualTo("COMPLETED");
        assertThat(shown.path("deliveredWh").isIntegralNumber()).isTrue();
        assertThat(shown.path("readAt").asText()).matches("2026-02-10T15:0[345]:[0-5][0-9]Z");
    }

    private OnDemandRead asked(ThirdPartyId party, Esiid esiid) {
        return accept(party, esiid.value());
    }

    private OnDemandRead accept(ThirdPartyId party, String esiid) {
        return transactions.asPartner(party, () -> request.accept(party, esiid));
    }

    private String outcome(String esiid) {
        try {
            return accept(BLUEBONNET, esiid).status().name();
        } catch (Rejection refused) {
            return refused.code();
        }
    }

    private TakeOnDemandRead taker(Transactions with) {
        return new TakeOnDemandRead(with, reads, grants, clock);
    }

    private void take(OnDemandRead read) {
        take(taker(transactions), read);
    }

    /** As the flow does. */
    private void take(TakeOnDemandRead taker, OnDemandRead read) {
        taker.begin(read.id())
                .ifPresent(esiid -> taker.answered(
                        read.id(),
                        headEnd.read(new org.meterport.han.headend.Esiid(esiid)).join()));
    }

    private void end(Agreement agreement) {
        agreements.step(agreement, Cause.ENDED_BY_CUSTOMER, Actor.customer(Samples.ALMA));
    }

    private JsonNode answer(Function<ApiRequest, ApiReply> operation, ObjectNode body) {
        return tree(operation.apply(call(body, Map.of())).body());
    }

    private static ApiRequest call(ObjectNode body, Map<String, String> parameters) {
        return new ApiRequest(
                "any",
                Optional.of(new ApiCaller(BLUEBONNET, "bluebonnet-api")),
                parameters,
                body.deepCopy(),
                Optional.ofNullable(body.path("trans_id").textValue()),
                "req_1");
    }

    private static org.meterport.han.headend.Esiid at(Esiid esiid) {
        return new org.meterport.han.headend.Esiid(esiid.value());
    }

    /** What the Third Party sees of it. */
    private OnDemandRead shown(ThirdPartyId thirdParty, String id) {
        var seen = new AtomicReference<OnDemandRead>();
        byte[] unused = show.show(thirdParty, id, read -> {
            seen.set(read);
            return new byte[] {'{', '}'};
        });
        return Objects.requireNonNull(seen.get());
    }

    /** A body as its reader sees it, whether it was made before the reply or is yet to be written. */
    private JsonNode tree(Object body) {
        try {
            return body instanceof byte[] bytes ? json.readTree(bytes) : json.valueToTree(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
