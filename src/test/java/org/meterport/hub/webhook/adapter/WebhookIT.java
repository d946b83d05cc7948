package org.meterport.hub.webhook.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.outbox.adapter.JdbcOutbox;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.StoppedClock;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.shared.UlidIds;
import org.meterport.hub.webhook.DeliverWebhook;
import org.meterport.hub.webhook.EventKind;
import org.meterport.hub.webhook.ManageWebhooks;
import org.meterport.hub.webhook.Signing;
import org.meterport.hub.webhook.Webhook;
import org.meterport.hub.webhook.Webhook.Delivery;
import org.meterport.hub.webhook.Webhook.State;

/** Events from the transaction that makes them true to an address, on a real database and over HTTP. */
class WebhookIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final ThirdPartyId PARTY = Samples.BLUEBONNET;
    private static final ThirdPartyId OTHER = Samples.LONESTAR;

    private final ObjectMapper json = new ObjectMapper();
    private final StoppedClock clock = new StoppedClock(Samples.NOW);
    private final Transactions transactions = DATABASE.transactions(clock);
    private final UlidIds ids = new UlidIds(clock, new Random(3));
    private final JdbcWebhooks webhooks = webhooks(false);
    private final Signing signing = new Signing(new byte[32]);
    private final ManageWebhooks manage = new ManageWebhooks(webhooks, ids, clock, true);
    private final DeliverWebhook deliver = new DeliverWebhook(
            transactions, webhooks, new HttpPost(Duration.ofSeconds(5), true), signing, clock, new Random(7));
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private volatile int answer = 204;

    private record Received(String id, String timestamp, String signature, String body) {}

    WebhookIT() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @BeforeEach
    void anAddressThatListens() {
        new SampleAgreements(DATABASE, clock).reset();
        DATABASE.jdbc().execute("TRUNCATE outbox");
        server.createContext("/", exchange -> {
            received.add(new Received(
                    exchange.getRequestHeaders().getFirst("Webhook-Id"),
                    exchange.getRequestHeaders().getFirst("Webhook-Timestamp"),
                    exchange.getRequestHeaders().getFirst("Webhook-Signature"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void deliversASignedEventToTheAddressThatWantsIt() throws Exception {
        Webhook webhook = registered(PARTY, EventKind.HAN_DEVICE);
        tell(PARTY, EventKind.HAN_DEVICE);
        tell(PARTY, EventKind.HAN_TARGETS);
        tell(OTHER, EventKind.HAN_DEVICE);

        owed().forEach(deliver::deliver);

        assertThat(received).hasSize(1);
        Received event = received.get(0);
        JsonNode body = json.readTree(event.body());
        assertThat(body.path("id").asText()).isEqualTo(event.id()).startsWith("evt_");
        assertThat(body.path("type").asText()).isEqualTo("han.device");
        assertThat(body.path("data").path("state").asText()).isEqualTo("JOINED");
        assertThat(event.timestamp()).isEqualTo(String.valueOf(clock.instant().getEpochSecond()));
        assertThat(event.signature()).isEqualTo("v1," + hmac(signing.secret(webhook.id()), event));
        assertThat(log(webhook)).extracting(Delivery::state).containsExactly(State.DELIVERED);
    }

    @Test
    void triesAgainUnderTheSameIdWithTheSameBodyAndThenStops() {
        Webhook webhook = registered(PARTY, EventKind.HAN_DEVICE);
        tell(PARTY, EventKind.HAN_DEVICE);
        answer = 500;
        owed().forEach(deliver::deliver);
        assertThat(log(webhook).get(0))
                .returns(State.PENDING, Delivery::state)
                .returns(1, Delivery::attempts)
                .returns(
                        "The address answered 500.",
                        delivery -> delivery.problem().orElse(""));
        deliver.retry();
        assertThat(owed()).isEmpty();

        answer = 200;
        clock.set(clock.instant().plusSeconds(5));
        deliver.retry();
        owed().forEach(deliver::deliver);
        deliver.retry();

        assertThat(owed()).isEmpty();
        assertThat(received).hasSize(2);
        assertThat(received.get(1).id()).isEqualTo(received.get(0).id());
        assertThat(received.get(1).body()).isEqualTo(received.get(0).body());
        assertThat(received.get(1).signature()).isNotEqualTo(received.get(0).signature());
        assertThat(log(webhook).get(0).state()).isEqualTo(State.DELIVERED);
    }

    @Test
    void parksAfterThreeDaysAndShowsIt() {
        Webhook webhook = registered(PARTY, EventKind.HAN_DEVICE);
        tell(PARTY, EventKind.HAN_DEVICE);
        answer = 410;
        owed().forEach(deliver::deliver);

        clock.set(Samples.NOW.plus(Duration.ofDays(3)).minusSeconds(1));
        deliver.retry();
        owed().forEach(deliver::deliver);

        assertThat(log(webhook).get(0)).returns(State.PARKED, Delivery::state).returns(2, Delivery::attempts);
        clock.set(clock.instant().plus(Duration.ofDays(1)));
        deliver.retry();
        assertThat(owed()).isEmpty();
    }

    @Test
    void followsNoRedirect() {
        Webhook webhook = registered(PARTY, EventKind.HAN_DEVICE);
        tell(PARTY, EventKind.HAN_DEVICE);
        answer = 302;

        owed().forEach(deliver::deliver);

        assertThat(received).hasSize(1);
        assertThat(log(webhook).get(0).state()).isEqualTo(State.PENDING);
    }

    @Test
    void leavesAnAddressAloneThatHasJustFailed() {
        Webhook webhook = registered(PARTY, EventKind.HAN_DEVICE);
        tell(PARTY, EventKind.HAN_DEVICE);
        tell(PARTY, EventKind.HAN_DEVICE);
        answer = 503;

        owed().forEach(deliver::deliver);

        assertThat(received).hasSize(1);
        assertThat(log(webhook)).extracting(Delivery::attempts).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void callsNoAddressOfThisMachineUnlessThatIsOpened() {
        Webhook webhook = registered(PARTY, EventKind.HAN_DEVICE);
        tell(PARTY, EventKind.HAN_DEVICE);
        var closed = new DeliverWebhook(
                transactions, webhooks, new HttpPost(Duration.ofSeconds(5), false), signing, clock, new Random(7));

        owed().forEach(closed::deliver);

        assertThat(received).isEmpty();
        assertThat(log(webhook).get(0).problem())
                .contains("The host has an address that is not of the public internet.");
    }

    @Test
    void sendsAPingWhateverTheAddressWants() throws Exception {
        Webhook webhook = registered(PARTY, EventKind.HAN_TARGETS);
        transactions.asPartner(PARTY, () -> manage.ping(webhook));

        owed().forEach(deliver::deliver);

        assertThat(json.readTree(received.get(0).body()).path("type").asText()).isEqualTo("ping");
    }

    @Test
    void tellsARemovedAddressNothingMore() {
        Webhook webhook = registered(PARTY, EventKind.HAN_DEVICE);
        tell(PARTY, EventKind.HAN_DEVICE);
        transactions.asPartner(PARTY, () -> manage.remove(webhook));
        tell(PARTY, EventKind.HAN_DEVICE);

        owed().forEach(deliver::deliver);

        assertThat(received).isEmpty();
        assertThat(log(webhook)).extracting(Delivery::state).containsExactly(State.PARKED);
    }

    @Test
    void showsNoThirdPartyAnothersAddressesOrDeliveries() {
        Webhook webhook = registered(PARTY, EventKind.HAN_DEVICE);
        tell(PARTY, EventKind.HAN_DEVICE);

        assertThat(transactions.asPartner(OTHER, webhooks::active)).isEmpty();
        assertThat(transactions.asPartner(OTHER, () -> webhooks.find(webhook.id())))
                .isEmpty();
        assertThat(transactions.asPartner(OTHER, () -> webhooks.log(webhook.id(), Optional.empty(), 10)))
                .isEmpty();
    }

    @Test
    void putsEveryEventOnTheOperatorsQueueWhereThatIsWanted() {
        transactions.operatorDoes(() -> webhooks(true).tell(PARTY, EventKind.HAN_DEVICE, Map.of("state", "JOINED")));

        assertThat(DATABASE.jdbc().queryForList("SELECT queue, headers ->> 'thirdParty' AS party FROM outbox"))
                .containsExactly(Map.of("queue", "partner.event.v1", "party", PARTY.value()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://partner.example/",
                "https://",
                "https://user:secret@partner.example/",
                "https://partner.example/#there",
                "partner.example",
                "https://partner example/"
            })
    void refusesWhatIsNoAddress(String url) {
        assertThatThrownBy(() ->
                        transactions.asPartner(PARTY, () -> manage.register(PARTY, url, Set.of(EventKind.HAN_DEVICE))))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("WHK-101");
    }

    @Test
    void takesTenAddressesAndNoMore() {
        for (int i = 0; i < Webhook.MOST; i++) {
            registered(PARTY, EventKind.HAN_DEVICE);
        }

        assertThatThrownBy(() -> registered(PARTY, EventKind.HAN_DEVICE))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("WHK-102");
    }

    private JdbcWebhooks webhooks(boolean queueEvents) {
        return new JdbcWebhooks(
                DATABASE.jdbc(), json, new JdbcOutbox(DATABASE.jdbc(), json, clock), ids, clock, queueEvents);
    }

    private Webhook registered(ThirdPartyId party, EventKind kind) {
        String url = "http://localhost:" + server.getAddress().getPort() + "/hook";
        return transactions.asPartner(party, () -> manage.register(party, url, Set.of(kind)));
    }

    private void tell(ThirdPartyId party, EventKind kind) {
        transactions.operatorDoes(() -> webhooks.tell(party, kind, Map.of("state", "JOINED")));
    }

    /** Takes the deliveries that are owed off the queue. */
    private List<String> owed() {
        List<String> owed =
                new ArrayList<>(DATABASE.jdbc().queryForList("SELECT body FROM outbox ORDER BY id", String.class));
        DATABASE.jdbc().execute("TRUNCATE outbox");
        return owed;
    }

    private List<Delivery> log(Webhook webhook) {
        return transactions.asPartner(PARTY, () -> webhooks.log(webhook.id(), Optional.empty(), 10));
    }

    private static String hmac(String secret, Received event) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        return Base64.getEncoder()
                .encodeToString(mac.doFinal(
                        (event.id() + "." + event.timestamp() + "." + event.body()).getBytes(StandardCharsets.UTF_8)));
    }
}
