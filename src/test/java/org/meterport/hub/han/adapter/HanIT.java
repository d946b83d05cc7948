package org.meterport.hub.han.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
import org.meterport.han.headend.Refusal;
import org.meterport.han.headend.Target;
import org.meterport.han.headend.Token;
import org.meterport.han.sep.DisplayMessage;
import org.meterport.han.sep.Eui64;
import org.meterport.hub.agreement.Actor;
import org.meterport.hub.agreement.Agreement;
import org.meterport.hub.agreement.AgreementKind;
import org.meterport.hub.agreement.AgreementState.Cause;
import org.meterport.hub.agreement.Grants;
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
import org.meterport.hub.han.Address;
import org.meterport.hub.han.CancelMessages;
import org.meterport.hub.han.DispatchChunk;
import org.meterport.hub.han.DispatchChunk.Chunk;
import org.meterport.hub.han.DispatchChunk.Overlap;
import org.meterport.hub.han.DispatchQueue;
import org.meterport.hub.han.HanMessage.CancelScope;
import org.meterport.hub.han.HanMessage.Text;
import org.meterport.hub.han.HanRequest;
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

/** A text from the call to the last word of a device, on a real database, with a head-end of a few lines. */
class HanIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final String HOME = "10443720000000011";
    private static final String NEIGHBOUR = "10443720000000022";
    private static final String DISPLAY = "000D6F000A9069E7";

    private final ObjectMapper json = new ObjectMapper();
    private final StoppedClock clock = new StoppedClock(Samples.NOW);
    private final Transactions transactions = DATABASE.transactions(clock);
    private final SampleAgreements agreements = new SampleAgreements(DATABASE, clock);
    private final Grants grants = new JdbcGrants(DATABASE.jdbc(), (party, esiids) -> {
        throw new IllegalStateException("a text uses no one-time agreement up");
    });
    private final JdbcHanRequests requests = new JdbcHanRequests(DATABASE.jdbc(), json, clock);
    private final DispatchQueue queue = new DispatchQueue(new JdbcOutbox(DATABASE.jdbc(), json, clock), 500);
    private final UlidIds ids = new UlidIds(clock, new Random(9));
    private final SendMessage sendText = new SendMessage(requests, queue, ids, clock, 80);
    private final DispatchChunk dispatch =
            new DispatchChunk(transactions, requests, grants, queue, clock, Overlap.WARN);
    private final RecordOutcome recordOutcome = new RecordOutcome(transactions, requests, clock);
    private final HanApi api = new HanApi(
            sendText,
            new CancelMessages(requests, queue, ids, clock, CancelScope.OWN_EVENTS),
            requests,
            new FirstAnswers(transactions, DATABASE.jdbc(), json, clock),
            transactions,
            1,
            true);

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @BeforeEach
    void aHomeWithServices() {
        agreements.reset();
        DATABASE.jdbc().execute("TRUNCATE outbox, first_answer");
        granted(HOME);
    }

    @Test
    void putsACallOnRecordAndOwesItsChunks() {
        HanRequest request = accepted(IntStream.range(0, 600)
                .mapToObj(i -> home("1044372000000" + (1_000 + i)))
                .toList());

        assertThat(request.targets()).isEqualTo(600);
        assertThat(find(request)).isEqualTo(request);
        assertThat(DATABASE.jdbc().queryForList("SELECT body FROM outbox ORDER BY id", String.class))
                .containsExactly(request.id() + ":0:500", request.id() + ":500:600");
        assertThat(Chunk.parse(request.id() + ":500:600")).isEqualTo(new Chunk(request.id(), 500, 600, false));
    }

    @Test
    void gTakesTenThousandAddressesAndRefusesOneMoreWhole() {
        List<Address> most = IntStream.range(0, 10_000)
                .mapToObj(i -> home("104437200000" + (10_000 + i)))
                .toList();

        assertThat(accepted(most).targets()).isEqualTo(10_000);
        List<Address> tooMany = new ArrayList<>(most);
        tooMany.add(home(HOME));
        int before = rows("han_request");
        assertThatThrownBy(() -> accepted(tooMany))
                .isInstanceOf(Rejection.class)
                .hasMessageContaining("HAN-101")
                .hasMessageContaining("10001");
        assertThatThrownBy(() -> accepted(List.of())).isInstanceOf(Rejection.class);
        assertThat(rows("han_request")).isEqualTo(before);
    }

    @Test
    void s6GivesNoSepIdTwice() {
        var ids = new TreeSet<Long>();
        for (int i = 0; i < 20; i++) {
            ids.add(accepted(List.of(home(HOME))).sepId());
        }

        assertThat(ids).hasSize(20).allMatch(id -> id > 0 && id < 1L << 32);
    }

    @Test
    void gCollapsesDuplicatesAndADeviceBesideItsOwnHome() {
        HanRequest request = accepted(List.of(
                device(HOME, "00:0d:6f:00:0a:90:69:e7"),
                home(" " + HOME),
                home(HOME),
                device(NEIGHBOUR, DISPLAY),
                device(NEIGHBOUR, "00-0D-6F-00-0A-90-69-E7"),
                device(NEIGHBOUR, "000D6F000A9069E8")));

        assertThat(targets(request))
                .extracting(HanTarget::ordinal, HanTarget::esiid, HanTarget::device)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(0, HOME, Optional.empty()),
                        org.assertj.core.groups.Tuple.tuple(1, NEIGHBOUR, Optional.of(DISPLAY)),
                        org.assertj.core.groups.Tuple.tuple(2, NEIGHBOUR, Optional.of("000D6F000A9069E8")));
    }

    @Test
    void gMakesALineOfEachBadAddressAndSendsTheRest() {
        HanRequest request = accepted(List.of(
                home(HOME),
                home("1044372"),
                home(""),
                home("\u0000\ud800"),
                home("9".repeat(5_000)),
                home("9".repeat(5_001)),
                device(HOME, "not a mac"),
                device(HOME, ""),
                device(HOME, "0000000000000000")));

        List<HanTarget> all = targets(request);
        assertThat(all).hasSize(8);
        assertThat(all.get(0).status()).isEqualTo(TargetStatus.RECEIVED);
        assertThat(all.subList(1, 8))
                .allSatisfy(bad -> assertThat(bad)
                        .returns(TargetStatus.REJECTED_BY_HUB, HanTarget::status)
                        .returns(Optional.of("HAN-201"), HanTarget::code)
                        .satisfies(
                                line -> assertThat(line.detail().orElseThrow()).isNotBlank()));
        assertThat(prepared(request).targets()).containsExactly(Target.home(new Esiid(HOME)));
    }

    @ParameterizedTest(name = "{index}")
    @CsvSource({"80, a", "40, \u00e9", "20, \ud83d\ude00"})
    void s3CountsATextInBytesOfUtf8(int longest, String letter) {
        assertThat(accepted(letter.repeat(longest)).message())
                .isEqualTo(new Text(letter.repeat(longest), "LOW", false));

        assertThatThrownBy(() -> accepted(letter.repeat(longest) + "a"))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("HAN-102: The text has 81 bytes in UTF-8; displays here take 80");
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = {"", "a\u0000b", "\ud83d", "bell\u0007"})
    void s3RefusesATextThatNoDisplayCanShow(String text) {
        assertThatThrownBy(() -> accepted(text)).isInstanceOf(Rejection.class).hasMessageStartingWith("HAN-104");
    }

    @Test
    void makesNowAbsoluteAndTheEndFollowFromIt() {
        clock.set(Instant.parse("2026-02-10T15:04:05.678Z"));

        HanRequest request = accepted(Optional.empty(), Duration.ofMinutes(65_534));

        assertThat(request.startsAt()).isEqualTo(Instant.parse("2026-02-10T15:04:05Z"));
        assertThat(request.durationMinutes()).isEqualTo(65_534);
        assertThat(request.requestedAt()).isEqualTo(clock.instant());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-10T15:04:05Z, PT59S",
        "2026-02-10T15:04:05Z, PT65535M",
        "2026-02-10T14:04:05Z, PT60M",
        "2027-02-10T15:04:06Z, PT60M",
        "+999999999-01-01T00:00:00Z, PT60M",
        "1999-12-31T23:59:59Z, PT60M",
        "2026-02-10T15:04:05Z, PT153722867280912930M",
        "2026-02-10T15:04:05Z, -PT1M"
    })
    void s4RefusesTimesThatCannotBe(Instant start, Duration shownFor) {
        assertThatThrownBy(() -> accepted(Optional.of(start), shownFor))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("HAN-103");
    }

    @ParameterizedTest
    @CsvSource({"2026-02-10T14:04:06Z, PT60M", "2027-02-10T15:04:05Z, PT1M", "2026-02-10T15:04:05Z, PT1M30S"})
    void s4TakesTimesUpToTheirLimits(Instant start, Duration shownFor) {
        assertThat(accepted(Optional.of(start), shownFor).durationMinutes()).isEqualTo((int) shownFor.toMinutes());
    }

    @Test
    void gMakesTheBatchOfTheGrantedTargetsWithTheSameIdsEachTime() {
        HanRequest request = accepted(List.of(home(HOME), home(NEIGHBOUR)));

        Batch first = prepared(request);
        Batch again = prepared(request);

        assertThat(first.id()).isEqualTo(request.id());
        assertThat(first.targets()).containsExactly(Target.home(new Esiid(HOME)));
        assertThat(first.expiresAt()).isEqualTo(request.expiresAt());
        assertThat(first.message())
                .isInstanceOfSatisfying(
                        DisplayMessage.class,
                        text -> assertThat(text)
                                .returns(request.sepId(), DisplayMessage::messageId)
                                .returns(60, DisplayMessage::durationMinutes)
                                .returns("Power is cheap", DisplayMessage::text));
        assertThat(again.zcl()).isEqualTo(first.zcl());
        assertThat(targets(request))
                .extracting(HanTarget::status)
                .containsExactly(TargetStatus.QUEUED, TargetStatus.REJECTED_BY_HUB);
        assertThat(targets(request).get(1).code()).contains("HAN-202");
    }

    @Test
    void looksAtTheGrantWhenItSendsAndNotWhenItAccepts() {
        Agreement late = granted(NEIGHBOUR);
        HanRequest request = accepted(List.of(home(NEIGHBOUR)));
        agreements.step(late, Cause.ENDED_BY_CUSTOMER, Actor.customer(Samples.ALMA));

        assertThat(dispatch.prepare(chunk(request))).isEmpty();

        assertThat(targets(request).get(0).code()).contains("HAN-202");
    }

    @Test
    void gDoesNotSendUnderAGrantOnEnergyData() {
        agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), NEIGHBOUR);
        HanRequest request = accepted(List.of(home(NEIGHBOUR)));

        assertThat(dispatch.prepare(chunk(request))).isEmpty();
    }

    @Test
    void sendsNothingFromTheLastMomentOn() {
        HanRequest request = accepted(List.of(home(HOME)));
        clock.set(request.expiresAt());

        assertThat(dispatch.prepare(chunk(request))).isEmpty();

        assertThat(targets(request).get(0))
                .returns(TargetStatus.EXPIRED, HanTarget::status)
                .returns(Optional.of("HAN-203"), HanTarget::code);
    }

    @Test
    void gSendsOnlyWhatHasNoOutcomeWhenAChunkComesAgain() {
        granted(NEIGHBOUR);
        HanRequest request = accepted(List.of(home(HOME), home(NEIGHBOUR), device(HOME, "bad")));
        Batch batch = prepared(request);
        dispatch.answered(
                chunk(request),
                batch,
                List.of(
                        new Answer.Accepted(new Token("t-1")),
                        new Answer.Refused(Refusal.UNKNOWN_METER, "No such meter.")));

        assertThat(dispatch.prepare(chunk(request))).isEmpty();

        assertThat(targets(request))
                .extracting(HanTarget::status)
                .containsExactly(
                        TargetStatus.HEADEND_ACCEPTED, TargetStatus.REJECTED_BY_HEADEND, TargetStatus.REJECTED_BY_HUB);
        assertThat(targets(request).get(1))
                .returns(Optional.of("UNKNOWN_METER"), HanTarget::code)
                .returns(Optional.of("No such meter."), HanTarget::detail);
    }

    @Test
    void s6TakesTheSameAnswersTwiceAsOnce() {
        HanRequest request = accepted(List.of(home(HOME)));
        Batch batch = prepared(request);
        List<Answer> answers = List.of(new Answer.Accepted(new Token("t-1")));
        dispatch.answered(chunk(request), batch, answers);
        record(event("e-1", "t-1", Optional.empty(), Level.ESI_DELIVERED));

        dispatch.answered(chunk(request), batch, answers);

        assertThat(targets(request).get(0))
                .returns(TargetStatus.ESI_DELIVERED, HanTarget::status)
                .returns(Optional.of("t-1"), HanTarget::token);
    }

    /** A chunk that is prepared a second time while the first one's answers and news of them come in. */
    @Test
    void doesNotForgetNewsThatComesWhileAChunkIsPreparedAgain() throws Exception {
        HanRequest request = accepted(List.of(home(HOME)));
        Batch batch = prepared(request);
        var holding = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(() -> transactions.asOperator(() -> {
            dispatch.answered(chunk(request), batch, List.of(new Answer.Accepted(new Token("t-1"))));
            holding.countDown();
            return await(goOn);
        }));
        assertThat(holding.await(20, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Optional<Batch>> second =
                CompletableFuture.supplyAsync(() -> dispatch.prepare(chunk(request)));
        goOn.countDown();

        assertThat(first.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(second.get(20, TimeUnit.SECONDS)).isEmpty();
        assertThat(targets(request).get(0))
                .returns(TargetStatus.HEADEND_ACCEPTED, HanTarget::status)
                .returns(Optional.of("t-1"), HanTarget::token);
    }

    @Test
    void s5NotesEachEventOnceWhateverItsOrder() {
        HanRequest request = taken("t-1");
        HeadEndEvent.OfMessage shown = event("e-2", "t-1", Optional.of(DISPLAY), Level.DEVICE_DELIVERED);

        record(shown);
        record(event("e-1", "t-1", Optional.empty(), Level.ESI_DELIVERED));
        record(shown);
        record(event("e-3", "t-1", Optional.of(DISPLAY), Level.USER_CONFIRMED));

        assertThat(targets(request).get(0).status()).isEqualTo(TargetStatus.DEVICE_DELIVERED);
        assertThat(rows("han_event")).isEqualTo(3);
    }

    @Test
    void asksToBeToldAgainWhatOvertookTheAnswer() {
        assertThatThrownBy(() -> record(event("e-1", "t-9", Optional.empty(), Level.ESI_DELIVERED)))
                .isInstanceOf(Unavailable.class);

        assertThat(rows("han_event")).isZero();
    }

    @Test
    void hidesRequestsTargetsAndEventsFromEveryOtherThirdParty() {
        HanRequest request = taken("t-1");
        record(event("e-1", "t-1", Optional.empty(), Level.ESI_DELIVERED));

        assertThat(transactions.<Boolean>asPartner(
                        Samples.LONESTAR,
                        () -> requests.find(request.id()).isEmpty()
                                && requests.page(request.id(), -1, 10, Optional.empty())
                                        .isEmpty()
                                && requests.counts(request.id()).isEmpty()
                                && requests.history(request.id(), 0).isEmpty()
                                && requests.lockByTokens(List.of("t-1")).isEmpty()))
                .isTrue();
        for (String id : List.of(request.id(), "han_0")) {
            for (var call : List.<java.util.function.Function<ApiRequest, ApiReply>>of(api::get, api::targets)) {
                assertThatThrownBy(() -> call.apply(asking(Samples.LONESTAR, Map.of("requestId", id))))
                        .isInstanceOf(Rejection.class)
                        .hasMessage("API-301: There is no request " + id + " of yours.");
            }
        }
    }

    @Test
    void gAcceptsACallOnceAndShowsHowFarItCame() throws Exception {
        ObjectNode body = json.createObjectNode().put("text", "Hi").put("durationMinutes", 5);
        body.putArray("addresses")
                .add(json.createObjectNode().put("esiid", HOME))
                .add(json.createObjectNode().put("esiid", NEIGHBOUR).put("device", DISPLAY));

        ApiReply first = api.sendText(calling(body));
        ApiReply again = api.sendText(calling(body));

        JsonNode summary = json.readTree(json.writeValueAsString(first.body()));
        assertThat(first.status()).isEqualTo(202);
        assertThat(first.headers())
                .isEqualTo(Map.of(
                        "Location", "/api/v1/han/requests/" + summary.path("id").asText()));
        assertThatObject(json.readTree(json.writeValueAsString(again.body()))).isEqualTo(summary);
        assertThat(rows("han_request")).isOne();
        assertThat(summary.path("targets").asInt()).isEqualTo(2);
        assertThat(summary.path("dispatchedPercent").asInt()).isZero();
        assertThat(summary.path("counts")).hasToString("{\"RECEIVED\":2}");

        var request = find(summary.path("id").asText());
        dispatch.answered(chunk(request), prepared(request), List.of(new Answer.Accepted(new Token("t-1"))));

        JsonNode later = json.valueToTree(api.get(asking(Samples.BLUEBONNET, Map.of("requestId", request.id())))
                .body());
        assertThat(later.path("dispatchedPercent").asInt()).isEqualTo(100);
        assertThat(later.path("counts")).hasToString("{\"HEADEND_ACCEPTED\":1,\"REJECTED_BY_HUB\":1}");
    }

    @Test
    void pagesThroughTargetsByCursorAndStatus() {
        HanRequest request = accepted(IntStream.range(0, 7)
                .mapToObj(i -> home("1044372000000001" + i))
                .toList());
        List<Integer> seen = new ArrayList<>();
        Map<String, String> parameters = Map.of("requestId", request.id(), "limit", "3");
        JsonNode page;
        do {
            page = json.valueToTree(
                    api.targets(asking(Samples.BLUEBONNET, parameters)).body());
            page.path("items").forEach(item -> seen.add(item.path("index").asInt()));
            parameters = Map.of(
                    "requestId",
                    request.id(),
                    "limit",
                    "3",
                    "cursor",
                    page.path("nextCursor").asText());
        } while (page.has("nextCursor"));

        assertThat(seen).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(json.<JsonNode>valueToTree(
                        api.targets(asking(Samples.BLUEBONNET, Map.of("requestId", request.id(), "status", "EXPIRED")))
                                .body()))
                .hasToString("{\"items\":[]}");
    }

    @Test
    void showsATargetWithWhatWasToldOfIt() {
        HanRequest request = taken("t-1");
        record(new HeadEndEvent.OfMessage(
                "e-1",
                new Token("t-1"),
                new Esiid(HOME),
                Optional.of(Eui64.parse(DISPLAY)),
                Level.DEVICE_REJECTED,
                Samples.NOW,
                OptionalInt.of(0x86),
                "said no"));

        assertThat(json.<JsonNode>valueToTree(api.targets(asking(Samples.BLUEBONNET, Map.of("requestId", request.id())))
                        .body()))
                .hasToString("{\"items\":[{\"index\":0,\"esiid\":\"10443720000000011\",\"status\":\"DEVICE_REJECTED\","
                        + "\"updatedAt\":\"2026-02-10T15:04:05Z\",\"events\":[{\"device\":\"000D6F000A9069E7\","
                        + "\"level\":\"DEVICE_REJECTED\",\"rawStatus\":134,\"at\":\"2026-02-10T15:04:05Z\"}]}]}");
    }

    @ParameterizedTest
    @CsvSource({"limit, 0", "limit, 501", "limit, x", "cursor, -2", "cursor, x", "status, NO_SUCH"})
    void refusesAPageThatCannotBe(String parameter, String value) {
        HanRequest request = taken("t-1");

        assertThatThrownBy(() ->
                        api.targets(asking(Samples.BLUEBONNET, Map.of("requestId", request.id(), parameter, value))))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("API-102");
    }

    @Test
    void takesAStartInAnyOffsetAndRefusesOtherTexts() {
        ObjectNode body = json.createObjectNode()
                .put("text", "Hi")
                .put("durationMinutes", 5)
                .put("startsAt", "2026-02-10T18:00:00+02:00");
        body.putArray("addresses").add(json.createObjectNode().put("esiid", HOME));

        JsonNode summary = json.valueToTree(api.sendText(calling(body)).body());

        assertThat(summary.path("startsAt").asText()).isEqualTo("2026-02-10T16:00:00Z");
        assertThatThrownBy(() -> api.sendText(calling(body.deepCopy().put("startsAt", "tomorrow"))))
                .isInstanceOf(Rejection.class);
    }

    private Agreement granted(String esiid) {
        return agreements.active(
                Samples.BLUEBONNET,
                new Scope(
                        AgreementKind.IN_HOME_DEVICE_SERVICES,
                        java.util.Set.of(),
                        Term.UNTIL_ENDED,
                        List.of(esiid),
                        "To tell you when power is cheap"));
    }

    private HanRequest accepted(List<Address> addresses) {
        return transactions.asPartner(
                Samples.BLUEBONNET,
                () -> sendText.accept(
                        Samples.BLUEBONNET,
                        new Text("Power is cheap", "HIGH", true),
                        addresses,
                        Optional.empty(),
                        Duration.ofMinutes(60)));
    }

    private HanRequest accepted(String text) {
        return transactions.asPartner(
                Samples.BLUEBONNET,
                () -> sendText.accept(
                        Samples.BLUEBONNET,
                        new Text(text, "LOW", false),
                        List.of(home(HOME)),
                        Optional.empty(),
                        Duration.ofMinutes(60)));
    }

    private HanRequest accepted(Optional<Instant> start, Duration shownFor) {
        return transactions.asPartner(
                Samples.BLUEBONNET,
                () -> sendText.accept(
                        Samples.BLUEBONNET, new Text("Hi", "LOW", false), List.of(home(HOME)), start, shownFor));
    }

    private HanRequest taken(String token) {
        HanRequest request = accepted(List.of(home(HOME)));
        dispatch.answered(chunk(request), prepared(request), List.of(new Answer.Accepted(new Token(token))));
        return request;
    }

    private Batch prepared(HanRequest request) {
        return dispatch.prepare(chunk(request)).orElseThrow();
    }

    private static Chunk chunk(HanRequest request) {
        return new Chunk(request.id(), 0, request.targets(), false);
    }

    private void record(HeadEndEvent.OfMessage event) {
        recordOutcome.record(event);
    }

    private static HeadEndEvent.OfMessage event(String id, String token, Optional<String> device, Level level) {
        return new HeadEndEvent.OfMessage(
                id,
                new Token(token),
                new Esiid(HOME),
                device.map(Eui64::parse),
                level,
                Samples.NOW,
                OptionalInt.empty(),
                "");
    }

    private HanRequest find(HanRequest request) {
        return find(request.id());
    }

    private HanRequest find(String id) {
        return requests.find(id).orElseThrow();
    }

    private List<HanTarget> targets(HanRequest request) {
        return requests.page(request.id(), -1, 10_000, Optional.empty());
    }

    private static Address home(String esiid) {
        return new Address(esiid, Optional.empty());
    }

    private static Address device(String esiid, String mac) {
        return new Address(esiid, Optional.of(mac));
    }

    private static int rows(String table) {
        Integer rows = DATABASE.jdbc().queryForObject("SELECT count(*) FROM " + table, Integer.class);
        return rows == null ? -1 : rows;
    }

    private ApiRequest calling(JsonNode body) {
        return new ApiRequest(
                "send-text-message",
                Optional.of(new ApiCaller(Samples.BLUEBONNET, "any")),
                Map.of(),
                body,
                Optional.of("k-1"),
                "req_1");
    }

    private ApiRequest asking(ThirdPartyId thirdParty, Map<String, String> parameters) {
        return new ApiRequest(
                "asking",
                Optional.of(new ApiCaller(thirdParty, "any")),
                parameters,
                json.missingNode(),
                Optional.empty(),
                "req_2");
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
