package org.meterport.hub.han.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterport.han.headend.Answer;
import org.meterport.han.headend.Batch;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.HeadEndEvent;
import org.meterport.han.headend.Level;
import org.meterport.han.headend.Priority;
import org.meterport.han.headend.Refusal;
import org.meterport.han.headend.Target;
import org.meterport.han.headend.Token;
import org.meterport.han.sep.CancelAllLoadControlEvents;
import org.meterport.han.sep.CancelLoadControlEvent;
import org.meterport.han.sep.CancelMessage;
import org.meterport.han.sep.Criticality;
import org.meterport.han.sep.DeviceClass;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.LoadControlEvent;
import org.meterport.han.sep.PublishPrice;
import org.meterport.han.sep.SepTime;
import org.meterport.hub.agreement.Actor;
import org.meterport.hub.agreement.Agreement;
import org.meterport.hub.agreement.AgreementKind;
import org.meterport.hub.agreement.AgreementState.Cause;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.Scope;
import org.meterport.hub.agreement.Term;
import org.meterport.hub.agreement.adapter.JdbcGrants;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.api.adapter.ApiCaller;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.api.adapter.FirstAnswers;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.han.CancelMessages;
import org.meterport.hub.han.DispatchChunk;
import org.meterport.hub.han.DispatchChunk.Chunk;
import org.meterport.hub.han.DispatchChunk.Overlap;
import org.meterport.hub.han.DispatchQueue;
import org.meterport.hub.han.HanMessage.CancelScope;
import org.meterport.hub.han.HanTarget;
import org.meterport.hub.han.RecordOutcome;
import org.meterport.hub.han.SendMessage;
import org.meterport.hub.han.TargetStatus;
import org.meterport.hub.outbox.adapter.JdbcOutbox;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.StoppedClock;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.shared.UlidIds;
import org.meterport.hub.shared.Unavailable;

/** Prices, load-control events and cancels from the call to the head-end's answer, on a real database. */
class HanKindsIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final String HOME = "10443720000000011";
    private static final String NEIGHBOUR = "10443720000000022";
    private static final String THERMOSTAT = "000D6F000A9069E7";
    private static final String SWITCH = "000D6F000A9069E8";

    private final ObjectMapper json = new ObjectMapper();
    private final StoppedClock clock = new StoppedClock(Samples.NOW);
    private final Transactions transactions = DATABASE.transactions(clock);
    private final SampleAgreements agreements = new SampleAgreements(DATABASE, clock);
    private final JdbcGrants grants = new JdbcGrants(DATABASE.jdbc(), (party, esiids) -> {
        throw new IllegalStateException("no message uses a one-time agreement up");
    });
    private final JdbcHanRequests requests = new JdbcHanRequests(DATABASE.jdbc(), json, clock);
    private final DispatchQueue queue = new DispatchQueue(new JdbcOutbox(DATABASE.jdbc(), json, clock), 500);
    private final UlidIds ids = new UlidIds(clock, new Random(9));
    private final DispatchChunk dispatch = dispatch(Overlap.WARN);
    private final HanApi api = api(CancelScope.OWN_EVENTS);
    private final RecordOutcome recordOutcome = new RecordOutcome(transactions, requests, clock);
    private int tokens;

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @BeforeEach
    void twoHomesWithServices() {
        agreements.reset();
        DATABASE.jdbc().execute("TRUNCATE outbox, first_answer");
        granted(Samples.BLUEBONNET, HOME);
        granted(Samples.BLUEBONNET, NEIGHBOUR);
    }

    @Test
    void gSendsAPriceInTheFormDevicesRead() {
        String id = price(body(HOME)
                .put("price", "0.1234")
                .put("label", "Peak")
                .put("tier", 2)
                .put("tiers", 3));

        Batch batch = prepared(id);

        assertThat(batch.priority()).isEqualTo(Priority.PRICE);
        assertThat(batch.message()).isInstanceOfSatisfying(PublishPrice.class, price -> {
            assertThat(price.price()).isEqualTo(1234);
            assertThat(price.trailingDigitAndTier()).isEqualTo(0x42);
            assertThat(price.tiersAndRegister()).isEqualTo(0x30);
            assertThat(price.currency()).isEqualTo(PublishPrice.US_DOLLAR);
            assertThat(price.rateLabel()).isEqualTo("Peak");
            assertThat(price.start()).isEqualTo(SepTime.at(Samples.NOW));
            assertThat(price.durationMinutes()).isEqualTo(60);
            assertThat(price.extras()).isEqualTo(PublishPrice.Extras.se11(true));
        });
    }

    @Test
    void replacesAPriceByALaterOne() {
        long first = sepId(price(body(HOME).put("price", "0.10")));
        long second = sepId(price(body(HOME).put("price", "0.12")));

        assertThat(second).isGreaterThan(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5000000000", "4.294967296", "0.1234567890123456"})
    void refusesAPriceThatNoFrameHolds(String price) {
        assertThatThrownBy(() -> price(body(HOME).put("price", price)))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("HAN-105");
    }

    @Test
    void refusesALabelOfTwelveBytes() {
        assertThatThrownBy(() -> price(body(HOME).put("price", "1").put("label", "Abenddämmer")))
                .isInstanceOf(Rejection.class)
                .hasMessageContaining("12 UTF-8 bytes");
        assertThatThrownBy(() -> price(body(HOME).put("price", "1").put("currency", "XXZ")))
                .isInstanceOf(Rejection.class);
    }

    @Test
    void gSendsALoadControlEventWithAllItsFields() {
        ObjectNode body = event(HOME)
                .put("criticality", "LEVEL_3")
                .put("enrollmentGroup", 7)
                .put("coolingOffset", 2)
                .put("heatingSetPoint", 18.555)
                .put("averageLoadPercent", -10)
                .put("dutyCyclePercent", 50)
                .put("randomiseEnd", true)
                .put("startsAt", "2026-02-10T18:00:00Z");
        String id = loadControl(body);

        Batch batch = prepared(id);

        assertThat(batch.priority()).isEqualTo(Priority.LOAD_CONTROL);
        assertThat(batch.notBefore()).isEqualTo(Samples.NOW);
        assertThat(batch.message()).isInstanceOfSatisfying(LoadControlEvent.class, event -> {
            assertThat(DeviceClass.of(event.deviceClasses())).containsExactly(DeviceClass.WATER_HEATER);
            assertThat(event.enrollmentGroup()).isEqualTo(7);
            assertThat(event.criticality()).isEqualTo(new Criticality(4));
            assertThat(event.adjustment())
                    .isEqualTo(new LoadControlEvent.Adjustment(
                            OptionalInt.of(20),
                            OptionalInt.empty(),
                            OptionalInt.empty(),
                            OptionalInt.of(1856),
                            OptionalInt.of(-10),
                            OptionalInt.of(50)));
            assertThat(event.control()).isEqualTo(LoadControlEvent.RANDOMISE_END);
            assertThat(event.durationMinutes()).isEqualTo(60);
        });
        assertThat(prepared(id).zcl()).isEqualTo(batch.zcl());
    }

    @ParameterizedTest
    @CsvSource({"coolingSetPoint, 77, 2500", "heatingSetPoint, 32, 0", "coolingSetPoint, 78.5, 2583"})
    void gTakesSetPointsInFahrenheit(String field, double fahrenheit, int hundredths) {
        String id = loadControl(event(HOME).put("temperatureUnit", "FAHRENHEIT").put(field, fahrenheit));

        var event = (LoadControlEvent) prepared(id).message();

        OptionalInt sent = field.startsWith("cooling")
                ? event.adjustment().coolingSetPoint()
                : event.adjustment().heatingSetPoint();
        assertThat(sent).hasValue(hundredths);
    }

    @Test
    void gTakesAnOffsetInFahrenheitAsADifference() {
        String id = loadControl(event(HOME).put("temperatureUnit", "FAHRENHEIT").put("coolingOffset", 4));

        assertThat(((LoadControlEvent) prepared(id).message()).adjustment().coolingOffset())
                .hasValue(22);
    }

    @ParameterizedTest
    @CsvSource({"coolingOffset, 25.5", "coolingSetPoint, -300", "heatingSetPoint, 400"})
    void refusesATemperatureThatNoFrameHolds(String field, double value) {
        assertThatThrownBy(() -> loadControl(event(HOME).put(field, value)))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("HAN-106");
    }

    @Test
    void endsAnEventWithinADay() {
        assertThatThrownBy(() -> loadControl(event(HOME).put("durationMinutes", 1441)))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("HAN-103");
    }

    @Test
    void spreadsManyDevicesOverTimeUnlessToldOtherwise() {
        String[] many = IntStream.range(0, 100)
                .mapToObj(i -> "1044372000000" + (1_000 + i))
                .toArray(String[]::new);
        granted(Samples.BLUEBONNET, many[0]);

        assertThat(((LoadControlEvent) prepared(loadControl(event(many))).message()).control())
                .isEqualTo(3);
        assertThat(((LoadControlEvent) prepared(loadControl(
                                        event(many).put("randomiseStart", false).put("randomiseEnd", false)))
                                .message())
                        .control())
                .isZero();
    }

    @Test
    void gRefusesTenThousandAndOneAddressesOfEveryKind() {
        String[] tooMany = IntStream.range(0, 10_001)
                .mapToObj(i -> "104437200000" + (10_000 + i))
                .toArray(String[]::new);
        List<Runnable> calls = List.of(
                () -> price(body(tooMany).put("price", "1")),
                () -> loadControl(event(tooMany)),
                () -> api.cancelAll(calling("cancel-all-load-control", "", body(tooMany))));

        for (Runnable call : calls) {
            assertThatThrownBy(call::run).isInstanceOf(Rejection.class).hasMessageContaining("10001");
        }
        assertThat(rows("han_request")).isZero();
    }

    @Test
    void gTakesBackAnEventByItsOwnIdClassAndGroup() {
        String event = taken(loadControl(event(HOME).put("enrollmentGroup", 9)));

        String cancel = cancelEvent(event, json.createObjectNode().put("randomised", true));

        assertThat(prepared(cancel).priority()).isEqualTo(Priority.CANCEL);
        assertThat(prepared(cancel).message())
                .isEqualTo(new CancelLoadControlEvent(
                        sepId(event), DeviceClass.bits(Set.of(DeviceClass.WATER_HEATER)), 9, 1, SepTime.NOW));
        assertThat(prepared(cancel).expiresAt())
                .isEqualTo(requests.find(event).orElseThrow().expiresAt());
        assertThat(priorities()).containsExactly(8, 9);
    }

    @Test
    void gTakesBackATextByItsOwnId() {
        String text = taken(accepted(
                api.sendText(calling("send-text-message", "", body(HOME).put("text", "Hi")))));

        String cancel = accepted(api.cancelText(calling("cancel-text-message", text, json.createObjectNode())));

        assertThat(prepared(cancel).message()).isEqualTo(new CancelMessage(sepId(text)));
    }

    @Test
    void gTakesBackOnlyTheCallersOwn() {
        String event = taken(loadControl(event(HOME)));
        var other = new ApiRequest(
                "cancel-load-control",
                Optional.of(new ApiCaller(Samples.LONESTAR, "any")),
                Map.of("requestId", event),
                json.createObjectNode(),
                Optional.empty(),
                "req_3");

        assertThatThrownBy(() -> api.cancelLoadControl(other))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("API-301");
        assertThatThrownBy(() -> api.cancelText(calling("cancel-text-message", event, json.createObjectNode())))
                .hasMessageStartingWith("API-301");
    }

    @Test
    void refusesACancelOfWhatIsOver() {
        String event = taken(loadControl(event(HOME)));
        clock.advance(Duration.ofHours(1));

        assertThatThrownBy(() -> cancelEvent(event, json.createObjectNode()))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("HAN-204");
    }

    @Test
    void s5DropsAnEventThatHadNotBeenSentWhenItsCancelCame() {
        String event = loadControl(event(HOME, NEIGHBOUR));

        String cancel = cancelEvent(event, body(HOME));

        assertThat(targets(event))
                .extracting(HanTarget::status)
                .containsExactly(TargetStatus.CANCELLED, TargetStatus.RECEIVED);
        assertThat(prepared(event).targets()).containsExactly(Target.home(new Esiid(NEIGHBOUR)));
        assertThat(targets(cancel).get(0))
                .returns(TargetStatus.COMPLETED, HanTarget::status)
                .returns(Optional.of("HAN-206"), HanTarget::code);
        assertThat(dispatch.prepare(chunk(cancel))).isEmpty();
    }

    @Test
    void s5HoldsACancelUntilTheHeadEndHasAnsweredForItsEvent() {
        String event = loadControl(event(HOME));
        Batch underWay = prepared(event);
        String cancel = cancelEvent(event, json.createObjectNode());

        assertThatThrownBy(() -> dispatch.prepare(chunk(cancel))).isInstanceOf(Unavailable.class);
        dispatch.answered(chunk(event), underWay, accepted(underWay));

        assertThat(targets(event).get(0).status()).isEqualTo(TargetStatus.HEADEND_ACCEPTED);
        assertThat(prepared(cancel).targets()).containsExactly(Target.home(new Esiid(HOME)));
    }

    @Test
    void asksWhetherTheHeadEndHasAnEventThatWasCancelledWhileTheHubWasDown() {
        String event = loadControl(event(HOME, NEIGHBOUR));
        prepared(event);
        String cancel = cancelEvent(event, json.createObjectNode());

        assertThat(dispatch.prepare(chunk(event))).isEmpty();
        Batch question = inDoubt(event);
        dispatch.answered(
                doubt(event),
                question,
                List.of(
                        new Answer.Accepted(new Token("t-had")),
                        new Answer.Refused(Refusal.EXPIRED, "the last moment has passed")));

        assertThat(question.expiresAt()).isBefore(clock.instant());
        assertThat(targets(event))
                .extracting(HanTarget::status)
                .containsExactly(TargetStatus.HEADEND_ACCEPTED, TargetStatus.CANCELLED);
        assertThat(prepared(cancel).targets()).containsExactly(Target.home(new Esiid(HOME)));
        assertThat(targets(cancel).get(1).status()).isEqualTo(TargetStatus.COMPLETED);
    }

    /** The grant ends after the head-end took the event and before the hub noted it. */
    @Test
    void doesNotSayRejectedOfATargetThatWasSent() {
        String third = "10443720000000033";
        Agreement ending = granted(Samples.BLUEBONNET, third);
        String event = loadControl(event(third, HOME));
        Batch first = prepared(event);
        agreements.step(ending, Cause.ENDED_BY_CUSTOMER, Actor.customer(Samples.ALMA));

        Batch again = prepared(event);
        assertThat(again.targets()).containsExactly(Target.home(new Esiid(HOME)));
        assertThat(targets(event).get(0).status()).isEqualTo(TargetStatus.QUEUED);
        Batch question = inDoubt(event);
        dispatch.answered(doubt(event), question, List.of(new Answer.Accepted(new Token("t-sent"))));

        assertThat(question.id()).isEqualTo(first.id());
        assertThat(targets(event).get(0))
                .returns(TargetStatus.HEADEND_ACCEPTED, HanTarget::status)
                .returns(Optional.of("t-sent"), HanTarget::token)
                .returns(Optional.empty(), HanTarget::code);
    }

    @Test
    void saysRejectedOfATargetTheHeadEndNeverHad() {
        String third = "10443720000000033";
        Agreement ending = granted(Samples.BLUEBONNET, third);
        String event = loadControl(event(third));
        prepared(event);
        agreements.step(ending, Cause.ENDED_BY_CUSTOMER, Actor.customer(Samples.ALMA));

        assertThat(dispatch.prepare(chunk(event))).isEmpty();
        Batch question = inDoubt(event);
        dispatch.answered(doubt(event), question, List.of(new Answer.Refused(Refusal.EXPIRED, "too late")));

        assertThat(targets(event).get(0))
                .returns(TargetStatus.REJECTED_BY_HUB, HanTarget::status)
                .returns(Optional.of("HAN-202"), HanTarget::code);
        assertThat(dispatch.prepare(doubt(event))).isEmpty();
    }

    @Test
    void endsOneDeviceOfAnEventForAWholeHome() {
        String event = taken(loadControl(event(HOME)));

        String cancel = cancelEvent(event, devices(HOME, THERMOSTAT));

        assertThat(prepared(cancel).targets()).containsExactly(Target.device(new Esiid(HOME), Eui64.parse(THERMOSTAT)));
        assertThat(targets(event).get(0).status()).isEqualTo(TargetStatus.HEADEND_ACCEPTED);
    }

    @Test
    void gCancelsAllOfTheCallersOwnEventsAndNobodyElses() {
        granted(Samples.LONESTAR, HOME);
        String first = taken(loadControl(event(HOME)));
        String second = taken(loadControl(devices(event(), HOME, THERMOSTAT, SWITCH)));
        String unsent = loadControl(event(HOME));
        String others = taken(loadControl(Samples.LONESTAR, event(HOME)));

        String all = cancelAll(api, HOME, NEIGHBOUR);

        assertThat(targets(all))
                .extracting(HanTarget::esiid, HanTarget::device, HanTarget::status)
                .containsExactly(
                        tuple(HOME, Optional.empty(), TargetStatus.RECEIVED),
                        tuple(HOME, Optional.of(THERMOSTAT), TargetStatus.RECEIVED),
                        tuple(HOME, Optional.of(SWITCH), TargetStatus.RECEIVED),
                        tuple(HOME, Optional.empty(), TargetStatus.COMPLETED),
                        tuple(NEIGHBOUR, Optional.empty(), TargetStatus.REJECTED_BY_HUB));
        assertThat(targets(all).get(4).code()).contains("HAN-204");
        assertThat(targets(unsent).get(0).status()).isEqualTo(TargetStatus.CANCELLED);
        assertThat(targets(others).get(0).status()).isEqualTo(TargetStatus.HEADEND_ACCEPTED);
        List<Batch> batches = owed(all).stream()
                .map(dispatch::prepare)
                .flatMap(Optional::stream)
                .toList();
        assertThat(batches)
                .extracting(batch -> ((CancelLoadControlEvent) batch.message()).issuerEventId())
                .containsExactly(sepId(first), sepId(second));
        assertThat(batches).extracting(Batch::id).doesNotHaveDuplicates();
        assertThat(summary(all).path("scope").asText()).isEqualTo("OWN_EVENTS");
    }

    @Test
    void gEndsEverybodysEventsOnlyWhereTheOperatorSaysSo() {
        HanApi operators = api(CancelScope.WHOLE_HOME);
        String own = loadControl(event(HOME));

        String all = cancelAll(operators, HOME);

        assertThat(prepared(all).message()).isEqualTo(new CancelAllLoadControlEvents(0));
        assertThat(summary(all).path("scope").asText()).isEqualTo("WHOLE_HOME");
        assertThat(targets(own).get(0).status()).isEqualTo(TargetStatus.CANCELLED);
    }

    @Test
    void s5WarnsOfAnotherThirdPartysEventInTheSameTimeAndClass() {
        granted(Samples.LONESTAR, HOME);
        taken(loadControl(Samples.LONESTAR, event(HOME)));

        String event = loadControl(event(HOME, NEIGHBOUR));
        Batch batch = prepared(event);
        dispatch.answered(chunk(event), batch, accepted(batch));

        assertThat(batch.targets()).hasSize(2);
        assertThat(targets(event))
                .extracting(HanTarget::status, HanTarget::code)
                .containsExactly(
                        tuple(TargetStatus.HEADEND_ACCEPTED, Optional.of("HAN-205")),
                        tuple(TargetStatus.HEADEND_ACCEPTED, Optional.empty()));
        assertThat(targets(event).get(0).detail().orElseThrow()).doesNotContain(Samples.LONESTAR.value());
    }

    @Test
    void refusesAnOverlapWhereTheOperatorSaysSo() {
        granted(Samples.LONESTAR, HOME);
        taken(loadControl(Samples.LONESTAR, devices(event(), HOME, THERMOSTAT)));
        String event = loadControl(devices(event(), HOME, THERMOSTAT, SWITCH));

        Batch batch = dispatch(Overlap.REFUSE).prepare(chunk(event)).orElseThrow();

        assertThat(batch.targets()).containsExactly(Target.device(new Esiid(HOME), Eui64.parse(SWITCH)));
        assertThat(targets(event).get(0))
                .returns(TargetStatus.REJECTED_BY_HUB, HanTarget::status)
                .returns(Optional.of("HAN-205"), HanTarget::code);
    }

    @Test
    void findsNoOverlapInAnotherTimeClassOrGroup() {
        granted(Samples.LONESTAR, HOME);
        taken(loadControl(Samples.LONESTAR, event(HOME).put("enrollmentGroup", 1)));
        ObjectNode pool = event(HOME);
        pool.putArray("deviceClasses").add("POOL_PUMP_OR_SPA");
        List<ObjectNode> clear = List.of(
                event(HOME).put("enrollmentGroup", 2),
                event(HOME).put("startsAt", Samples.NOW.plusSeconds(3_600).toString()),
                pool);

        for (ObjectNode body : clear) {
            String event = loadControl(body);
            prepared(event);
            assertThat(targets(event).get(0).code()).as(body.toString()).isEmpty();
        }
    }

    @Test
    void gTellsWhatDevicesReportOfAnEvent() {
        String event = taken(loadControl(event(HOME)));
        String token = targets(event).get(0).token().orElseThrow();
        record("e-1", token, Level.DEVICE_DELIVERED, 1);
        record("e-2", token, Level.STARTED, 2);
        record("e-3", token, Level.OPTED_OUT, 4);
        record("e-4", token, Level.SUPERSEDED, 7);

        JsonNode line = tree(api.targets(new ApiRequest(
                                "list-han-targets",
                                Optional.of(new ApiCaller(Samples.BLUEBONNET, "any")),
                                Map.of("requestId", event),
                                json.missingNode(),
                                Optional.empty(),
                                "req_2"))
                        .body())
                .path("items")
                .path(0);

        assertThat(line.path("status").asText()).isEqualTo("SUPERSEDED");
        assertThat(line.path("events").findValuesAsText("rawStatus")).containsExactly("1", "2", "4", "7");
    }

    @Test
    void s4SendsAndCancelsWithIdsOfTheUpperHalf() {
        DATABASE.jdbc().execute("SELECT setval('sep_id', 2147483647)");

        String event = taken(loadControl(event(HOME)));
        Batch cancel = prepared(cancelEvent(event, json.createObjectNode()));

        assertThat(sepId(event)).isEqualTo(2_147_483_648L);
        assertThat(cancel.message())
                .isInstanceOfSatisfying(
                        CancelLoadControlEvent.class,
                        message -> assertThat(message.issuerEventId()).isEqualTo(2_147_483_648L));
    }

    @Test
    void givesUpOnWordOfUnknownWorkAfterADay() {
        var old = new HeadEndEvent.OfMessage(
                "e-9",
                new Token("t-nobodys"),
                new Esiid(HOME),
                Optional.empty(),
                Level.ESI_DELIVERED,
                Samples.NOW.minus(Duration.ofDays(1)).minusSeconds(1),
                OptionalInt.empty(),
                "");

        assertThatThrownBy(() -> recordOutcome.record(old))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("HAN-301");
    }

    private void record(String id, String token, Level level, int raw) {
        recordOutcome.record(new HeadEndEvent.OfMessage(
                id,
                new Token(token),
                new Esiid(HOME),
                Optional.of(Eui64.parse(THERMOSTAT)),
                level,
                Samples.NOW,
                OptionalInt.of(raw),
                ""));
    }

    private DispatchChunk dispatch(Overlap overlap) {
        return new DispatchChunk(transactions, requests, grants, queue, clock, overlap);
    }

    private HanApi api(CancelScope scope) {
        return new HanApi(
                new SendMessage(requests, queue, ids, clock, 80),
                new CancelMessages(requests, queue, ids, clock, scope),
                requests,
                new FirstAnswers(transactions, DATABASE.jdbc(), json, clock),
                transactions,
                1,
                true);
    }

    private Agreement granted(ThirdPartyId party, String esiid) {
        return agreements.active(
                party,
                new Scope(
                        AgreementKind.IN_HOME_DEVICE_SERVICES,
                        Set.of(),
                        Term.UNTIL_ENDED,
                        List.of(esiid),
                        "To run your heater when power is cheap"));
    }

    private ObjectNode body(String... homes) {
        ObjectNode body = json.createObjectNode().put("durationMinutes", 60);
        Arrays.stream(homes)
                .forEach(home ->
                        body.withArray("addresses").add(json.createObjectNode().put("esiid", home)));
        return body;
    }

    private ObjectNode event(String... homes) {
        ObjectNode body = body(homes).put("criticality", "GREEN").put("dutyCyclePercent", 50);
        body.putArray("deviceClasses").add("WATER_HEATER");
        return body;
    }

    private ObjectNode devices(String home, String... devices) {
        return devices(json.createObjectNode(), home, devices);
    }

    private ObjectNode devices(ObjectNode body, String home, String... devices) {
        Arrays.stream(devices)
                .forEach(device -> body.withArray("addresses")
                        .add(json.createObjectNode().put("esiid", home).put("device", device)));
        return body;
    }

    private String price(ObjectNode body) {
        return accepted(api.sendPrice(calling("send-price", "", body)));
    }

    private String loadControl(ObjectNode body) {
        return loadControl(Samples.BLUEBONNET, body);
    }

    private String loadControl(ThirdPartyId party, ObjectNode body) {
        return accepted(api.sendLoadControl(calling(party, "send-load-control", "", body)));
    }

    private String cancelEvent(String event, ObjectNode body) {
        return accepted(api.cancelLoadControl(calling("cancel-load-control", event, body)));
    }

    private String cancelAll(HanApi at, String... homes) {
        ObjectNode body = body(homes);
        body.remove("durationMinutes");
        return accepted(at.cancelAll(calling("cancel-all-load-control", "", body)));
    }

    private ApiRequest calling(String operation, String requestId, JsonNode body) {
        return calling(Samples.BLUEBONNET, operation, requestId, body);
    }

    private static ApiRequest calling(ThirdPartyId party, String operation, String requestId, JsonNode body) {
        return new ApiRequest(
                operation,
                Optional.of(new ApiCaller(party, "any")),
                Map.of("requestId", requestId),
                body,
                Optional.empty(),
                "req_1");
    }

    private String accepted(ApiReply reply) {
        assertThat(reply.status()).isEqualTo(202);
        return tree(reply.body()).path("id").asText();
    }

    private List<Answer> accepted(Batch batch) {
        List<Answer> answers = new ArrayList<>();
        batch.targets().forEach(target -> answers.add(new Answer.Accepted(new Token("t-" + ++tokens))));
        return answers;
    }

    private String taken(String id) {
        Batch batch = prepared(id);
        dispatch.answered(chunk(id), batch, accepted(batch));
        return id;
    }

    private JsonNode summary(String id) {
        return tree(api.get(calling("get-han-request", id, json.missingNode())).body());
    }

    private JsonNode tree(Object body) {
        try {
            return json.readTree(json.writeValueAsString(body));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private Batch prepared(String id) {
        return dispatch.prepare(chunk(id)).orElseThrow();
    }

    private Batch inDoubt(String id) {
        assertThat(owed(id)).contains(doubt(id));
        return dispatch.prepare(doubt(id)).orElseThrow();
    }

    private Chunk chunk(String id) {
        return new Chunk(id, 0, requests.find(id).orElseThrow().targets(), false);
    }

    private Chunk doubt(String id) {
        return new Chunk(id, 0, requests.find(id).orElseThrow().targets(), true);
    }

    private long sepId(String id) {
        return requests.find(id).orElseThrow().sepId();
    }

    private List<HanTarget> targets(String id) {
        return requests.page(id, -1, 10_000, Optional.empty());
    }

    private static List<Chunk> owed(String id) {
        return column("SELECT body FROM outbox WHERE body LIKE '" + id + "%' ORDER BY id", Chunk::parse);
    }

    private static List<Integer> priorities() {
        return column("SELECT priority FROM outbox ORDER BY id", Integer::valueOf);
    }

    private static <T> List<T> column(String query, Function<String, T> reading) {
        return DATABASE.jdbc().queryForList(query, String.class).stream()
                .map(reading)
                .toList();
    }

    private static int rows(String table) {
        Integer rows = DATABASE.jdbc().queryForObject("SELECT count(*) FROM " + table, Integer.class);
        return rows == null ? -1 : rows;
    }
}
