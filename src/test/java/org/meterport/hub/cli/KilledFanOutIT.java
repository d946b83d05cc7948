package org.meterport.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.InstallCode;
import org.meterport.han.sep.Octets;
import org.meterport.han.sim.Act;
import org.meterport.hub.app.TestHub;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.sandbox.adapter.SandboxAccounts;

/**
 * {@code kill -9} of the hub or of the head-end's process, or a cut of the link between them, while texts, load-control
 * events and their cancels go out to hundreds of addresses, at instants nobody has chosen.
 *
 * <p>{@code -Dmeterport.kills=100} sets the number of rounds, {@code -Dmeterport.kills.seed=7} repeats a course.
 */
@Tag("nightly")
class KilledFanOutIT {

    private static final int ROUNDS = Integer.getInteger("meterport.kills", 50);
    private static final long SEED = Long.getLong("meterport.kills.seed", new Random().nextLong(1_000_000));
    private static final int HOMES = 200;
    private static final int LATEST_KILL_MILLIS = 2_000;
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final String CODE =
            InstallCode.of(Octets.ofHex("112233445566")).digits();

    private final Random chance = new Random(SEED);
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(4);
    private final TestDatabase database = TestDatabase.fresh();
    private final Path folder;
    private final HeadEndProcess headEnd;
    private final CuttableLink link;
    private final HubProcess hub;

    /** What a round's two calls became, and their cancels where there are any. */
    private record Round(String text, String event, Optional<String> textCancel, Optional<String> eventCancel) {}

    KilledFanOutIT(@TempDir Path folder) {
        this.folder = folder;
        int port = TestHub.freePort();
        headEnd = new HeadEndProcess(folder, folder.resolve("street"), port);
        link = new CuttableLink(port);
        hub = new HubProcess(
                folder.resolve("hub"),
                Map.of(
                        "meterport.database.url",
                        database.jdbcUrl(),
                        "meterport.database.user",
                        database.user(),
                        "meterport.database.password",
                        database.password(),
                        "meterport.broker.max-redelivery-delay",
                        "2s",
                        "meterport.han.silence.cron",
                        "* * * * * ?",
                        "meterport.head-end.kind",
                        "tcp",
                        "meterport.head-end.tcp.port",
                        String.valueOf(link.port()),
                        "meterport.head-end.tcp.reconnect-every",
                        "100ms"));
    }

    @AfterEach
    void stop() throws Exception {
        threads.shutdownNow();
        hub.stop();
        headEnd.kill();
        link.close();
        database.close();
    }

    @Test
    void everyAddressComesToAnEndNoDeviceActsTwiceAndNoCancelIsLost() throws Exception {
        System.out.println("killed fan-outs: seed " + SEED + ", " + ROUNDS + " rounds");
        writeStreet();
        headEnd.start();
        hub.start();
        furnish();

        int[] killed = new int[3];
        List<Round> rounds = new ArrayList<>();
        for (int number = 1; number <= ROUNDS; number++) {
            rounds.add(round(number, killed));
        }
        awaitTheEnd();
        hub.stop();
        headEnd.kill();

        assertThat(count("SELECT count(*) FROM han_target WHERE status IN ('RECEIVED', 'QUEUED', 'UNKNOWN')"))
                .as("targets nobody knows of, seed " + SEED)
                .isZero();
        assertThat(
                        count(
                                "SELECT count(*) FROM han_target t JOIN han_request r ON r.id = t.request_id"
                                        + " WHERE t.status = 'STARTED' OR r.operation = 'LOAD_CONTROL' AND t.status = 'DEVICE_DELIVERED'"))
                .as("events without an end")
                .isZero();
        assertThat(count("SELECT count(*) FROM outbox")).isZero();
        assertThat(count("SELECT count(*) FROM han_meter_turn WHERE until > now()"))
                .as("turns that nobody gave back")
                .isZero();
        assertCancelsAreThere(rounds);
        List<Act> acts = headEnd.acts(devices());
        assertNothingHappenedTwice(acts);
        assertCancelledBeforeTheyLeftWereNeverSeen(acts);
        System.out.printf(
                Locale.ROOT,
                "%d rounds: %d kills of the hub, %d of the head-end, %d cuts; %d targets, %d events told, %d acts%n",
                ROUNDS,
                killed[0],
                killed[1],
                killed[2],
                count("SELECT count(*) FROM han_target"),
                count("SELECT count(*) FROM han_event"),
                acts.size());
    }

    private Round round(int number, int[] killed) throws Exception {
        String token = hub.token();
        String key = "fan-out-" + SEED + "-" + number + "-";
        String text = "{" + addresses(true) + ",\"text\":\"Round " + number + "\",\"durationMinutes\":30}";
        String event = "{" + addresses(false) + ",\"deviceClasses\":[\"WATER_HEATER\"],\"criticality\":\"GREEN\","
                + "\"dutyCyclePercent\":50,\"randomiseStart\":false,\"randomiseEnd\":false,\"durationMinutes\":2}";
        boolean cancels = chance.nextInt(3) == 0;
        int cancelAfter = chance.nextInt(LATEST_KILL_MILLIS);

        int victim = chance.nextInt(3);
        killed[victim]++;
        Future<?> kill =
                threads.schedule(() -> strike(victim), chance.nextInt(LATEST_KILL_MILLIS), TimeUnit.MILLISECONDS);
        Future<Optional<JsonNode>> textAnswer =
                threads.submit(() -> hub.attempt(token, "/api/v1/han/text-messages", text, key + "text"));
        Future<Optional<JsonNode>> eventAnswer =
                threads.submit(() -> hub.attempt(token, "/api/v1/han/load-control-events", event, key + "event"));
        Optional<String> textId = textAnswer.get().map(KilledFanOutIT::id);
        Optional<String> eventId = eventAnswer.get().map(KilledFanOutIT::id);
        Optional<String> textCancel = Optional.empty();
        Optional<String> eventCancel = Optional.empty();
        if (cancels && textId.isPresent() && eventId.isPresent()) {
            Future<Optional<JsonNode>> first = threads.schedule(
                    () -> hub.attempt(token, textCancel(textId.get()), "{}", key + "no-text"),
                    cancelAfter,
                    TimeUnit.MILLISECONDS);
            Future<Optional<JsonNode>> second = threads.schedule(
                    () -> hub.attempt(token, eventCancel(eventId.get()), "{}", key + "no-event"),
                    cancelAfter,
                    TimeUnit.MILLISECONDS);
            textCancel = first.get().map(KilledFanOutIT::id);
            eventCancel = second.get().map(KilledFanOutIT::id);
        }
        kill.get();
        revive(victim);

        // whoever had no answer sends the same again
        String again = hub.token();
        String sentText = textId.orElseGet(() -> repeated(again, "/api/v1/han/text-messages", text, key + "text"));
        String sentEvent =
                eventId.orElseGet(() -> repeated(again, "/api/v1/han/load-control-events", event, key + "event"));
        if (cancels) {
            textCancel = textCancel.or(() -> Optional.of(repeated(again, textCancel(sentText), "{}", key + "no-text")));
            eventCancel =
                    eventCancel.or(() -> Optional.of(repeated(again, eventCancel(sentEvent), "{}", key + "no-event")));
        }
        HubProcess.until("room for another round", () -> Optional.of(waiting()).filter(waiting -> waiting < 6 * HOMES));
        return new Round(sentText, sentEvent, textCancel, eventCancel);
    }

    private Void strike(int victim) throws InterruptedException {
        switch (victim) {
            case 0 -> hub.kill();
            case 1 -> headEnd.kill();
            default -> link.cut();
        }
        return null;
    }

    private void revive(int victim) throws IOException {
        if (victim == 0) {
            hub.start();
        } else if (victim == 1) {
            headEnd.start();
        }
    }

    private String repeated(String token, String path, String body, String key) {
        try {
            return id(hub.attempt(token, path, body, key).orElseThrow());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    private static String textCancel(String text) {
        return "/api/v1/han/text-messages/" + text + "/cancel";
    }

    private static String eventCancel(String event) {
        return "/api/v1/han/load-control-events/" + event + "/cancel";
    }

    private static String id(JsonNode answer) {
        return answer.path("id").asText();
    }

    private void awaitTheEnd() {
        Poll.until(
                "the last request's end",
                PATIENCE,
                () -> Optional.of(count("SELECT count(*) FROM han_request WHERE finished_at IS NULL"))
                        .filter(open -> open == 0));
    }

    /** Every cancel has a line for each address of what it takes back, and every such line has an end. */
    private void assertCancelsAreThere(List<Round> rounds) {
        int cancels = 0;
        for (Round round : rounds) {
            for (var pair :
                    List.of(List.of(round.text(), round.textCancel()), List.of(round.event(), round.eventCancel()))) {
                if (pair.get(1) instanceof Optional<?> cancel && cancel.isPresent()) {
                    cancels++;
                    assertThat(count("SELECT count(*) FROM han_target WHERE request_id = '" + cancel.get()
                                    + "' AND event_request = '" + pair.get(0) + "'"))
                            .isEqualTo(HOMES);
                }
            }
        }
        assertThat(count("SELECT count(*) FROM han_request WHERE operation LIKE 'CANCEL%'"))
                .isEqualTo(cancels);
        // what the head-end has is cancelled at the head-end, unless its time was over by then
        assertThat(count("SELECT count(*) FROM han_target c JOIN han_target e ON e.request_id = c.event_request"
                        + " AND e.ordinal = c.event_ordinal WHERE e.token IS NOT NULL AND c.token IS NULL"
                        + " AND c.status <> 'EXPIRED'"))
                .isZero();
    }

    /** One SEP id a request; a device takes each once. */
    private static void assertNothingHappenedTwice(List<Act> acts) {
        Map<String, Long> times = acts.stream()
                .filter(act -> act.kind() == Act.Kind.TEXT_SHOWN || act.kind() == Act.Kind.EVENT_TAKEN)
                .collect(Collectors.groupingBy(
                        act -> act.device() + " " + act.kind() + " " + act.id(), Collectors.counting()));
        assertThat(times).isNotEmpty();
        assertThat(times.entrySet().stream().filter(one -> one.getValue() > 1).toList())
                .as("seed " + SEED)
                .isEmpty();
    }

    /** What the hub says was never sent has reached no device. */
    private void assertCancelledBeforeTheyLeftWereNeverSeen(List<Act> acts) {
        List<String> seen = acts.stream()
                .map(act -> act.device() + " " + act.id())
                .distinct()
                .toList();
        List<String> unsent = database.jdbc()
                .queryForList(
                        "SELECT t.device || ' ' || r.sep_id FROM han_target t JOIN han_request r ON r.id = t.request_id"
                                + " WHERE t.status IN ('CANCELLED', 'EXPIRED') AND t.token IS NULL AND t.device <> ''"
                                + " AND r.operation = 'TEXT'",
                        String.class);
        assertThat(unsent).as("seed " + SEED).noneMatch(seen::contains);
    }

    private void writeStreet() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int home = 0; home < HOMES; home++) {
            lines.add(esiid(home) + " " + display(home) + " DISPLAY " + CODE + " joined");
            lines.add(esiid(home) + " " + heater(home) + " SWITCH " + CODE + " joined");
        }
        Files.write(folder.resolve("street"), lines);
    }

    /** The homes of the street, and an agreement that lets the sandbox's company send to them. */
    private void furnish() {
        var jdbc = database.jdbc();
        String party = SandboxAccounts.BLUEBONNET.id().value();
        jdbc.update("INSERT INTO premise SELECT (jsonb_populate_record(p, jsonb_build_object('esiid',"
                + " '10443728' || lpad(n::text, 9, '0')))).* FROM premise p, generate_series(0, " + (HOMES - 1)
                + ") n WHERE p.esiid = (SELECT min(esiid) FROM premise)");
        jdbc.update(
                "INSERT INTO agreement (id, third_party_id, customer_id, kind, data, one_time, purpose, language, state,"
                        + " state_since, made_at, starts_at, terms_version) SELECT 'agr_kills', ?, min(id),"
                        + " 'IN_HOME_DEVICE_SERVICES', '{}', false, 'Kills', 'en', 'ACTIVE', now(), now(),"
                        + " now() - interval '1 day', '2026-01' FROM customer",
                party);
        jdbc.update(
                "INSERT INTO agreement_premise (agreement_id, esiid, third_party_id, kind, data, one_time, phase, position)"
                        + " SELECT 'agr_kills', esiid, ?, 'IN_HOME_DEVICE_SERVICES', '{}', false, 'LIVE', 0 FROM premise"
                        + " WHERE esiid LIKE '10443728%'",
                party);
    }

    private int waiting() {
        return count("SELECT count(*) FROM han_target WHERE status IN ('RECEIVED', 'QUEUED', 'HEADEND_ACCEPTED')");
    }

    private int count(String query) {
        return Objects.requireNonNull(database.jdbc().queryForObject(query, Integer.class));
    }

    private static List<Eui64> devices() {
        return IntStream.range(0, HOMES)
                .boxed()
                .flatMap(home -> List.of(Eui64.parse(display(home)), Eui64.parse(heater(home))).stream())
                .toList();
    }

    /** @param displays the displays themselves, or whole homes */
    private static String addresses(boolean displays) {
        return IntStream.range(0, HOMES)
                .mapToObj(home -> "{\"esiid\":\"" + esiid(home) + "\""
                        + (displays ? ",\"device\":\"" + display(home) + "\"" : "") + "}")
                .collect(Collectors.joining(",", "\"addresses\":[", "]"));
    }

    private static String esiid(int home) {
        return "10443728" + String.format(Locale.ROOT, "%09d", home);
    }

    private static String display(int home) {
        return "000D6F01" + String.format(Locale.ROOT, "%08X", home + 1);
    }

    private static String heater(int home) {
        return "000D6F02" + String.format(Locale.ROOT, "%08X", home + 1);
    }
}
