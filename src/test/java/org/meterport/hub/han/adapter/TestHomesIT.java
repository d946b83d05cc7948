package org.meterport.hub.han.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterport.han.headend.Batch;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.api.adapter.ApiCaller;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.han.Address;
import org.meterport.hub.han.DeviceGrants;
import org.meterport.hub.han.DispatchChunk;
import org.meterport.hub.han.DispatchChunk.Chunk;
import org.meterport.hub.han.DispatchChunk.Overlap;
import org.meterport.hub.han.DispatchQueue;
import org.meterport.hub.han.HanDeviceOrder;
import org.meterport.hub.han.HanMessage.Text;
import org.meterport.hub.han.HanRequest;
import org.meterport.hub.han.ManageDevices;
import org.meterport.hub.han.SendMessage;
import org.meterport.hub.outbox.adapter.JdbcOutbox;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.StoppedClock;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.shared.UlidIds;

/** A Third Party tries its devices in a home that is lent to it, without a customer's grant. */
class TestHomesIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final String FIRST = "10443729800000001";
    private static final String CODE = "83FED3407A939723A5C639B26916D505C3B5";

    private final ObjectMapper json = new ObjectMapper();
    private final StoppedClock clock = new StoppedClock(Samples.NOW);
    private final Transactions transactions = DATABASE.transactions(clock);
    private final JdbcTestHomes testHomes = SampleDeviceGrants.testHomes(DATABASE, clock, FIRST);
    private final DeviceGrants grants = SampleDeviceGrants.on(DATABASE, clock, FIRST);
    private final TestHomeApi api = new TestHomeApi(testHomes, transactions);
    private final UlidIds ids = new UlidIds(clock, new Random(9));
    private final JdbcOutbox outbox = new JdbcOutbox(DATABASE.jdbc(), json, clock);
    private final DispatchQueue queue = new DispatchQueue(outbox, 500);
    private final JdbcHanRequests requests = new JdbcHanRequests(DATABASE.jdbc(), json, clock);
    private final SendMessage sendMessage = new SendMessage(requests, queue, ids, clock, 80);
    private final DispatchChunk dispatch =
            new DispatchChunk(transactions, requests, grants, queue, clock, Overlap.WARN);
    private final JdbcHanDevices devices =
            new JdbcHanDevices(DATABASE.jdbc(), SampleAgreements.SEALING, (party, kind, data) -> {});
    private final ManageDevices manage = new ManageDevices(transactions, devices, grants, outbox, ids, clock);

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @BeforeEach
    void nothingLent() {
        new SampleAgreements(DATABASE, clock).reset();
        DATABASE.jdbc().execute("TRUNCATE outbox, han_device, han_test_home CASCADE");
    }

    @Test
    void hLendsAHomeToOneThirdPartyAtATime() {
        ApiReply lent = api.take(call(Samples.BLUEBONNET));

        assertThat(lent.body())
                .isEqualTo(Map.of(
                        "esiid",
                        FIRST,
                        "lentUntil",
                        Samples.NOW.plus(Duration.ofDays(1)).toString()));
        assertThat(api.get(call(Samples.BLUEBONNET)).body()).isEqualTo(lent.body());
        assertThatThrownBy(() -> api.take(call(Samples.LONESTAR)))
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo("HAN-209"));
        assertThatThrownBy(() -> api.get(call(Samples.LONESTAR))).isInstanceOf(Rejection.class);
        clock.set(Samples.NOW.plus(Duration.ofHours(20)));
        assertThat(api.take(call(Samples.BLUEBONNET)).body())
                .as("for longer")
                .isEqualTo(Map.of(
                        "esiid",
                        FIRST,
                        "lentUntil",
                        clock.instant().plus(Duration.ofDays(1)).toString()));
    }

    @Test
    void hLetsDevicesInAndSendsThereWithoutAnAgreement() {
        api.take(call(Samples.BLUEBONNET));

        HanDeviceOrder device = add(Samples.BLUEBONNET);
        Optional<Batch> batch = prepared(Samples.BLUEBONNET);

        assertThat(device.state()).isEqualTo(HanDeviceOrder.State.REQUESTED);
        assertThat(batch.orElseThrow().targets()).hasSize(1);
    }

    @Test
    void hLetsNobodyElseInThere() {
        api.take(call(Samples.BLUEBONNET));

        assertThatThrownBy(() -> add(Samples.LONESTAR)).isInstanceOf(Rejection.class);
        assertThat(prepared(Samples.LONESTAR)).isEmpty();
    }

    @Test
    void hTakesTheDevicesOutWhenTheTimeIsOverAndThenLendsTheHomeAgain() {
        api.take(call(Samples.BLUEBONNET));
        HanDeviceOrder device = add(Samples.BLUEBONNET);

        clock.set(Samples.NOW.plus(Duration.ofDays(1)));
        assertThat(prepared(Samples.BLUEBONNET)).isEmpty();
        assertThatThrownBy(() -> api.take(call(Samples.LONESTAR)))
                .as("before the devices are out")
                .isInstanceOf(Rejection.class);
        assertThat(manage.removeUngranted()).isOne();
        clock.set(clock.instant().plus(Duration.ofMinutes(10)));

        assertThat(transactions.asOperator(
                        () -> devices.find(device.id()).orElseThrow().state()))
                .isEqualTo(HanDeviceOrder.State.REMOVE_REQUESTED);
        assertThat(api.take(call(Samples.LONESTAR)).status()).isEqualTo(200);
    }

    private HanDeviceOrder add(ThirdPartyId thirdParty) {
        return transactions.asPartner(
                thirdParty, () -> manage.add(thirdParty, FIRST, "000D6F000A9069E7", CODE, Duration.ofDays(1)));
    }

    private Optional<Batch> prepared(ThirdPartyId thirdParty) {
        HanRequest request = transactions.asPartner(
                thirdParty,
                () -> sendMessage.accept(
                        thirdParty,
                        new Text("A test", "LOW", false),
                        List.of(new Address(FIRST, Optional.empty())),
                        Optional.empty(),
                        Duration.ofMinutes(60)));
        return dispatch.prepare(new Chunk(request.id(), 0, 1, false));
    }

    private static ApiRequest call(ThirdPartyId thirdParty) {
        return new ApiRequest(
                "take-test-home",
                Optional.of(new ApiCaller(thirdParty, "api")),
                Map.of(),
                MissingNode.getInstance(),
                Optional.empty(),
                "req-1",
                "127.0.0.1");
    }
}
