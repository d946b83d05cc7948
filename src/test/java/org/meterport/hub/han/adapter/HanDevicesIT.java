package org.meterport.hub.han.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.HeadEndEvent;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.InstallCode;
import org.meterport.han.sim.DeviceKind;
import org.meterport.han.sim.ManualTimeline;
import org.meterport.han.sim.RadioModel;
import org.meterport.han.sim.SimulatedHeadEnd;
import org.meterport.hub.agreement.Actor;
import org.meterport.hub.agreement.Agreement;
import org.meterport.hub.agreement.AgreementKind;
import org.meterport.hub.agreement.AgreementState.Cause;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.Scope;
import org.meterport.hub.agreement.Term;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.api.adapter.ApiCaller;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.api.adapter.FirstAnswers;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.han.DeviceGrants;
import org.meterport.hub.han.DispatchDevice;
import org.meterport.hub.han.ManageDevices;
import org.meterport.hub.han.RecordDevice;
import org.meterport.hub.outbox.adapter.JdbcOutbox;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.StoppedClock;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.shared.UlidIds;
import org.meterport.hub.shared.Unavailable;

/** Devices into homes and out of them, on a real database and the simulated head-end. */
class HanDevicesIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final String HOME = "10443720000000011";
    private static final String NEIGHBOUR = "10443720000000022";
    private static final String MAC = "000D6F000A9069E7";
    private static final InstallCode CODE = InstallCode.parse("83FED3407A939723A5C639B26916D505C3B5");

    private final ObjectMapper json = new ObjectMapper();
    private final StoppedClock clock = new StoppedClock(Samples.NOW);
    private final Transactions transactions = DATABASE.transactions(clock);
    private final SampleAgreements agreements = new SampleAgreements(DATABASE, clock);
    private final DeviceGrants grants = SampleDeviceGrants.on(DATABASE, clock);
    private final List<String> told = new ArrayList<>();
    private final JdbcHanDevices devices = new JdbcHanDevices(
            DATABASE.jdbc(),
            SampleAgreements.SEALING,
            (party, kind, data) -> told.add(kind.wire() + " " + data.get("state")));
    private final ManageDevices manage = new ManageDevices(
            transactions,
            devices,
            grants,
            new JdbcOutbox(DATABASE.jdbc(), json, clock),
            new UlidIds(clock, new Random(9)),
            clock);
    private final DispatchDevice dispatch = new DispatchDevice(transactions, devices, grants, clock);
    private final RecordDevice recordDevice = new RecordDevice(transactions, devices, clock);
    private final HanDeviceApi api = new HanDeviceApi(
            manage, devices, new FirstAnswers(transactions, DATABASE.jdbc(), json, clock), transactions);
    private final ManualTimeline timeline = new ManualTimeline(Samples.NOW);
    private final List<HeadEndEvent> events = new CopyOnWriteArrayList<>();
    private final SimulatedHeadEnd headEnd =
            SimulatedHeadEnd.open(SimulatedHeadEnd.Settings.of(11, RadioModel.ideal()), timeline);
    private Agreement agreement = unset();

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @BeforeEach
    void twoHomes() {
        agreements.reset();
        DATABASE.jdbc().execute("TRUNCATE outbox, first_answer, han_device CASCADE");
        agreement = granted(Samples.BLUEBONNET, HOME);
        granted(Samples.BLUEBONNET, NEIGHBOUR);
        headEnd.hands().premise(new Esiid(HOME)).premise(new Esiid(NEIGHBOUR));
        headEnd.start();
        headEnd.subscribe(
                delivery -> {
                    events.add(delivery.event());
                    delivery.acknowledge();
                },
                1_000);
    }

    @AfterEach
    void close() {
        headEnd.close();
    }

    @Test
    void gLetsADeviceInThatIsSwitchedOn() {
        headEnd.hands().device(new Esiid(HOME), Eui64.parse(MAC), DeviceKind.DISPLAY, CODE, false, false);
        String id = added(HOME, MAC, 7);

        assertThat(state(id)).isEqualTo("REQUESTED");
        work();

        JsonNode device = device(id);
        assertThat(device.path("state").asText()).isEqualTo("JOINED");
        assertThat(device.path("joinDays").asInt()).isEqualTo(7);
        assertThat(device.path("history").findValuesAsText("state"))
                .containsExactlyInAnyOrder("REQUESTED", "SENT_TO_METER", "JOIN_OPEN", "JOINED");
        assertThat(told)
                .containsExactlyInAnyOrder(
                        "han.device REQUESTED",
                        "han.device SENT_TO_METER",
                        "han.device JOIN_OPEN",
                        "han.device JOINED");
    }

    @Test
    void gSaysTimeoutWhenTheWindowClosesWithoutTheDevice() {
        String id = added(HOME, MAC, 1);
        work();
        assertThat(state(id)).isEqualTo("JOIN_OPEN");

        timeline.advance(Duration.ofDays(1));
        hear();

        assertThat(state(id)).isEqualTo("JOIN_TIMEOUT");
        assertThat(added(HOME, MAC, 1)).isNotEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "83FED3407A939723A5C639B26916D505C3B6",
                "93FED3407A939723A5C639B26916D505C3B5",
                "83FED3407A939723A5C639B26916D505",
                "not a code",
                ""
            })
    void s7RefusesAWrongInstallCodeWithoutAskingTheHeadEnd(String code) {
        assertThatThrownBy(() -> api.addDevice(calling(Samples.BLUEBONNET, Map.of(), order(HOME, MAC, code, 7))))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("HAN-107")
                .satisfies(refusal -> assertThat(code.isEmpty()
                                || !String.valueOf(refusal.getMessage()).contains(code))
                        .isTrue());

        assertThat(rows("han_device")).isZero();
        assertThat(rows("outbox")).isZero();
    }

    @Test
    void keepsTheInstallCodeSealedAndDropsItWhenTheHeadEndHasAnswered() {
        String id = added(HOME, MAC, 7);

        assertThat(DATABASE.jdbc().queryForObject("SELECT install_code FROM han_device", String.class))
                .doesNotContain(CODE.digits());
        assertThat(DATABASE.jdbc().queryForList("SELECT body FROM outbox", String.class))
                .containsExactly(id + ":add");
        assertThat(devices.installCode(id)).contains(CODE.digits());
        work();

        assertThat(devices.installCode(id)).isEmpty();
        assertThat(device(id).toString()).doesNotContain(CODE.digits());
    }

    @Test
    void gRefusesADeviceTheCallerHasAlready() {
        added(HOME, MAC, 7);

        assertThatThrownBy(() -> added(NEIGHBOUR, "00:0d:6f:00:0a:90:69:e7", 7))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("HAN-207");
    }

    @Test
    void gSaysDuplicateOfADeviceThatBelongsToAnotherMeter() {
        headEnd.hands().joined(new Esiid(NEIGHBOUR), Eui64.parse(MAC), DeviceKind.DISPLAY, CODE);
        String id = added(HOME, MAC, 7);

        work();

        assertThat(device(id).path("state").asText()).isEqualTo("REJECTED");
        assertThat(device(id).path("reason").asText()).isEqualTo("DUPLICATE_DEVICE");
        assertThat(device(id).path("source").asText()).isEqualTo("UTILITY");
    }

    @Test
    void gSaysFullOfAMeterThatHoldsFiveDevices() {
        for (int i = 1; i <= 5; i++) {
            added(HOME, "000D6F000A90690" + i, 7);
        }
        String sixth = added(HOME, MAC, 7);

        work();

        assertThat(device(sixth).path("reason").asText()).isEqualTo("METER_FULL");
    }

    @Test
    void gNeedsAnInHomeDeviceAgreementWhenItIsOrderedAndWhenItIsSent() {
        assertThatThrownBy(() -> added(Samples.LONESTAR, HOME, MAC, 7))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("HAN-208");
        String id = added(HOME, MAC, 7);
        agreements.step(agreement, Cause.ENDED_BY_CUSTOMER, Actor.customer(Samples.ALMA));

        work();

        assertThat(state(id)).isEqualTo("REJECTED");
        assertThat(device(id).path("reason").asText()).isEqualTo("HAN-208");
        assertThat(devices.installCode(id)).isEmpty();
    }

    @Test
    void gLetsNoOtherDeviceInThanThoseTheCustomerAgreedTo() {
        granted(Samples.LONESTAR, HOME, List.of("000D6F000A9069E8"));

        assertThatThrownBy(() -> added(Samples.LONESTAR, HOME, MAC, 7))
                .isInstanceOf(Rejection.class)
                .hasMessageContaining("is for other devices");
        assertThat(added(Samples.LONESTAR, HOME, "000D6F000A9069E8", 7)).startsWith("dev_");
    }

    @Test
    void gTakesADeviceOutAndSaysWhyAndForWhom() {
        String id = joined();

        JsonNode asked = json.valueToTree(
                api.removeDevice(calling(Samples.BLUEBONNET, Map.of("deviceId", id), json.createObjectNode()))
                        .body());
        assertThat(asked.path("state").asText()).isEqualTo("REMOVE_REQUESTED");
        work();

        JsonNode device = device(id);
        assertThat(device.path("state").asText()).isEqualTo("REMOVED");
        assertThat(device.path("reason").asText()).isEqualTo("THIRD_PARTY_REQUEST");
        assertThat(device.path("source").asText()).isEqualTo("THIRD_PARTY");
        assertThat(headEnd.devices(new Esiid(HOME)).join().toString()).doesNotContain(MAC);
    }

    @Test
    void gTakesDevicesOutWhenTheirAgreementEnds() {
        String id = joined();
        assertThat(manage.removeUngranted()).isZero();
        agreements.step(agreement, Cause.ENDED_BY_CUSTOMER, Actor.customer(Samples.ALMA));

        assertThat(manage.removeUngranted()).isOne();
        assertThat(manage.removeUngranted()).isZero();
        work();

        assertThat(device(id).path("state").asText()).isEqualTo("REMOVED");
        assertThat(device(id).path("reason").asText()).isEqualTo("AGREEMENT_ENDED");
        assertThat(device(id).path("source").asText()).isEqualTo("HUB");
    }

    @Test
    void tellsOfADeviceTheUtilityTookOut() {
        String id = joined();

        headEnd.hands().removeByUtility(new Esiid(HOME), Eui64.parse(MAC));
        timeline.settle();
        hear();

        assertThat(device(id).path("state").asText()).isEqualTo("REMOVED");
        assertThat(device(id).path("reason").asText()).isEqualTo("UTILITY_ACTION");
        assertThat(device(id).path("source").asText()).isEqualTo("UTILITY");
    }

    @Test
    void neverAsksTheMeterForADeviceThatWasRemovedBefore() {
        String id = added(HOME, MAC, 7);
        api.removeDevice(calling(Samples.BLUEBONNET, Map.of("deviceId", id), json.createObjectNode()));

        work();

        assertThat(state(id)).isEqualTo("REMOVED");
        assertThat(devices.installCode(id)).isEmpty();
        assertThat(events).isEmpty();
    }

    @Test
    void holdsARemovalUntilTheHeadEndHasAnsweredForTheOrderToLetIn() {
        String id = added(HOME, MAC, 7);
        var first = dispatch.add(id).orElseThrow();
        api.removeDevice(calling(Samples.BLUEBONNET, Map.of("deviceId", id), json.createObjectNode()));

        assertThatThrownBy(() -> dispatch.remove(id)).isInstanceOf(Unavailable.class);
        assertThat(dispatch.add(id)).contains(first);
        dispatch.added(id, headEnd.provision(first).join());

        assertThat(dispatch.remove(id)).isPresent();
    }

    @Test
    void takesEveryEventOnceAndInAnyOrder() {
        String id = joined();
        List<HeadEndEvent> told = new ArrayList<>(events);
        java.util.Collections.reverse(told);

        told.forEach(event -> recordDevice.record((HeadEndEvent.OfDevice) event));

        assertThat(state(id)).isEqualTo("JOINED");
        assertThat(device(id).path("history")).hasSize(4);
    }

    @Test
    void showsDevicesToNobodyElse() {
        String id = joined();
        var asking = calling(Samples.LONESTAR, Map.of("deviceId", id), json.createObjectNode());

        assertThatThrownBy(() -> api.getDevice(asking)).hasMessageStartingWith("API-301");
        assertThatThrownBy(() -> api.removeDevice(asking)).hasMessageStartingWith("API-301");
        assertThat(json.valueToTree(api.listDevices(asking).body()).path("items"))
                .isEmpty();
    }

    @Test
    void listsDevicesPageByPageAndByState() {
        String joined = joined();
        String waiting = added(NEIGHBOUR, "000D6F000A906901", 7);

        JsonNode first = list(Map.of("limit", "1"));
        JsonNode second =
                list(Map.of("limit", "1", "cursor", first.path("nextCursor").asText()));

        assertThat(first.path("items").findValuesAsText("id")).containsExactly(joined);
        assertThat(second.path("items").findValuesAsText("id")).containsExactly(waiting);
        assertThat(second.has("nextCursor")).isFalse();
        assertThat(list(Map.of("state", "JOINED")).path("items")).hasSize(1);
        assertThat(list(Map.of("esiid", NEIGHBOUR)).path("items")).hasSize(1);
    }

    @Test
    void cannotOpenACodeInAnotherDevicesRow() {
        String first = added(HOME, MAC, 7);
        String second = added(NEIGHBOUR, "000D6F000A906901", 7);
        DATABASE.jdbc()
                .update(
                        "UPDATE han_device SET install_code = (SELECT install_code FROM han_device WHERE id = ?) WHERE id = ?",
                        first,
                        second);

        assertThatThrownBy(() -> devices.installCode(second)).isInstanceOf(RuntimeException.class);
    }

    private String joined() {
        headEnd.hands().device(new Esiid(HOME), Eui64.parse(MAC), DeviceKind.DISPLAY, CODE, false, false);
        String id = added(HOME, MAC, 7);
        work();
        assertThat(state(id)).isEqualTo("JOINED");
        return id;
    }

    private String added(String esiid, String mac, int days) {
        return added(Samples.BLUEBONNET, esiid, mac, days);
    }

    private String added(ThirdPartyId party, String esiid, String mac, int days) {
        ApiReply reply = api.addDevice(calling(party, Map.of(), order(esiid, mac, CODE.digits(), days)));
        assertThat(reply.status()).isEqualTo(202);
        return json.valueToTree(reply.body()).path("id").asText();
    }

    /** Does what is owed, as the flow does, and hears what comes of it. */
    private void work() {
        for (String word : DATABASE.jdbc()
                .queryForList(
                        "WITH owed AS (DELETE FROM outbox RETURNING id, body) SELECT body FROM owed ORDER BY id",
                        String.class)) {
            String id = word.substring(0, word.indexOf(':'));
            if (word.equals(ManageDevices.wordToAdd(id))) {
                dispatch.add(id)
                        .ifPresent(order ->
                                dispatch.added(id, headEnd.provision(order).join()));
            } else {
                dispatch.remove(id)
                        .ifPresent(order ->
                                dispatch.removed(id, headEnd.deprovision(order).join()));
            }
            timeline.settle();
        }
        hear();
    }

    private void hear() {
        events.forEach(event -> recordDevice.record((HeadEndEvent.OfDevice) event));
    }

    private String state(String id) {
        return device(id).path("state").asText();
    }

    private JsonNode device(String id) {
        return json.valueToTree(
                api.getDevice(calling(Samples.BLUEBONNET, Map.of("deviceId", id), json.createObjectNode()))
                        .body());
    }

    private JsonNode list(Map<String, String> parameters) {
        return json.valueToTree(api.listDevices(calling(Samples.BLUEBONNET, parameters, json.createObjectNode()))
                .body());
    }

    private ObjectNode order(String esiid, String mac, String code, int days) {
        return json.createObjectNode()
                .put("esiid", esiid)
                .put("device", mac)
                .put("installCode", code)
                .put("joinDays", days);
    }

    private static ApiRequest calling(ThirdPartyId party, Map<String, String> parameters, JsonNode body) {
        return new ApiRequest(
                "devices", Optional.of(new ApiCaller(party, "any")), parameters, body, Optional.empty(), "req_1");
    }

    private Agreement granted(ThirdPartyId party, String esiid) {
        return granted(party, esiid, List.of());
    }

    private Agreement granted(ThirdPartyId party, String esiid, List<String> onlyThese) {
        return agreements.active(
                party,
                new Scope(
                        AgreementKind.IN_HOME_DEVICE,
                        Set.of(),
                        Term.UNTIL_ENDED,
                        List.of(esiid),
                        onlyThese,
                        "To put a display on your wall"));
    }

    private static Agreement unset() {
        return Samples.invited(Term.ofMonths(1), HOME);
    }

    private static int rows(String table) {
        Integer rows = DATABASE.jdbc().queryForObject("SELECT count(*) FROM " + table, Integer.class);
        return rows == null ? -1 : rows;
    }
}
