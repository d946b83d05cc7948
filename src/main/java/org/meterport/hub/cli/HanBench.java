package org.meterport.hub.cli;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.meterport.han.headend.Esiid;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.InstallCode;
import org.meterport.han.sep.Octets;
import org.meterport.han.sim.DeviceKind;
import org.meterport.han.sim.Hands;
import org.meterport.han.sim.SimulatedHeadEnd;
import org.meterport.hub.app.Hub;
import org.meterport.hub.cli.BenchCommand.Figure;
import org.meterport.hub.sandbox.adapter.SandboxAccounts;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A text to 10,000 displays, from the call to the last word of the last device, on a radio without delay, once the hub is
 * warm; and ten such calls at once, three times, of which the worst counts. Beside it what the broker alone does with as
 * many messages of the same size.
 */
final class HanBench {

    private static final int HOMES = 10_000;
    private static final int ROUNDS = 5;
    private static final int TIMES_TEN = 3;
    private static final int AT_ONCE = 10;
    private static final int COMMIT = 500;
    private static final int EVENTS_A_TARGET = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String TEXT = "Power is cheap from nine tonight";
    private static final List<String> CLASSES = List.of("LOAD_CONTROL", "PRICE", "TEXT");

    private final Hub hub;
    private final JdbcTemplate jdbc;
    private final HttpCaller http;
    private final Duration warmUp;
    private String token = "";

    HanBench(Hub hub, Path data, Duration warmUp) {
        this.hub = hub;
        this.warmUp = warmUp;
        this.jdbc = new JdbcTemplate(hub.part(DataSource.class));
        try {
            this.http = new HttpCaller(
                    "https://localhost:" + hub.setting("meterport.http.https-port"),
                    FileClient.trusting(data.resolve("tls/ca.crt")));
        } catch (IOException missing) {
            throw new CommandFailed("the hub's certificate cannot be read: " + missing.getMessage());
        }
    }

    List<Figure> measure() {
        build();
        token = token();
        long warm = System.nanoTime() + warmUp.toNanos();
        while (System.nanoTime() < warm) {
            round();
        }
        List<double[]> rounds = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            rounds.add(round());
        }
        double fanOut = HOMES / median(rounds, 1);
        double broker = broker();
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.atMost("han-accept-10000", 1_000 * median(rounds, 0), "ms", 500));
        figures.add(Figure.atLeast("han-fan-out", fanOut, "targets/s", 5_000));
        figures.add(new Figure("han-fan-out-to-broker", fanOut, "targets/s", broker, 0));
        figures.add(Figure.atLeast("han-outcomes", HOMES * EVENTS_A_TARGET / median(rounds, 2), "events/s", 5_000));
        List<double[]> tens = new ArrayList<>();
        for (int i = 0; i < TIMES_TEN; i++) {
            tens.add(tenAtOnce());
        }
        double ten = tens.stream().mapToDouble(one -> one[0]).min().orElse(0);
        double inOrder = tens.stream().mapToDouble(one -> one[1]).sum();
        double single = tens.stream().mapToDouble(one -> one[2]).max().orElse(0);
        figures.add(Figure.atLeast("han-ten-calls", ten, "targets/s", 1));
        figures.add(Figure.atLeast("han-ten-calls-in-order", inOrder, "times", TIMES_TEN));
        figures.add(Figure.atMost("han-single-text-meanwhile", 1_000 * single, "ms", 1_000));
        return figures;
    }

    /** Ten thousand homes with a display, and a grant for each of them. */
    private void build() {
        jdbc.update("INSERT INTO premise SELECT (jsonb_populate_record(p, jsonb_build_object('esiid',"
                + " '10443729' || lpad(n::text, 9, '0')))).*"
                + " FROM premise p, generate_series(0, " + (HOMES - 1)
                + ") n WHERE p.esiid = (SELECT min(esiid) FROM premise)");
        String party = SandboxAccounts.BLUEBONNET.id().value();
        jdbc.update(
                "INSERT INTO agreement (id, third_party_id, customer_id, kind, data, one_time, purpose, language, state,"
                        + " state_since, made_at, starts_at, terms_version) SELECT 'agr_bench', ?, min(id),"
                        + " 'IN_HOME_DEVICE_SERVICES', '{}', false, 'Bench', 'en', 'ACTIVE', now(), now(),"
                        + " now() - interval '1 day', '2026-01' FROM customer",
                party);
        jdbc.update(
                "INSERT INTO agreement_premise (agreement_id, esiid, third_party_id, kind, data, one_time, phase, position)"
                        + " SELECT 'agr_bench', esiid, ?, 'IN_HOME_DEVICE_SERVICES', '{}', false, 'LIVE', 0 FROM premise"
                        + " WHERE esiid LIKE '10443729%'",
                party);
        jdbc.execute("ANALYZE");
        Hands hands = hub.part(SimulatedHeadEnd.class).hands();
        InstallCode code = InstallCode.of(Octets.ofHex("112233445566"));
        for (int home = 0; home < HOMES; home++) {
            hands.premise(new Esiid(esiid(home)));
            hands.joined(new Esiid(esiid(home)), Eui64.parse(device(home)), DeviceKind.THERMOSTAT, code);
        }
    }

    /** One call; seconds to its answer, to the last target in the head-end's hands, and from the answer to the last event. */
    private double[] round() {
        long start = System.nanoTime();
        String id = send("text-messages", text(), HOMES);
        double answered = seconds(start);
        await("the last target to be handed over", () -> !waiting(id));
        double handed = seconds(start);
        int refused = count("SELECT count(*) FROM han_target WHERE request_id = ? AND code IS NOT NULL", id);
        if (refused > 0) {
            throw new CommandFailed(refused + " of the bench's own addresses were refused");
        }
        await(
                "the last event",
                () -> count("SELECT count(*) FROM han_event WHERE request_id = ?", id) >= HOMES * EVENTS_A_TARGET);
        return new double[] {answered, handed, seconds(start) - answered};
    }

    /** Targets a second, 1 when they were done in order of priority and else 0, and seconds until the single text had left. */
    private double[] tenAtOnce() {
        Map<String, String> kinds = new LinkedHashMap<>();
        List<CompletableFuture<String>> calls = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            int kind = i % CLASSES.size();
            calls.add(CompletableFuture.supplyAsync(
                    () -> switch (kind) {
                        case 0 -> send("text-messages", text(), HOMES);
                        case 1 -> send("prices", "\"price\":\"0.1234\",\"durationMinutes\":60", HOMES);
                        default -> send("load-control-events", event(), HOMES);
                    },
                    task -> new Thread(task, "bench").start()));
        }
        CompletableFuture.anyOf(calls.toArray(CompletableFuture[]::new)).join();
        long start = System.nanoTime();
        String single = send("text-messages", text(), 1);
        await("the single text", () -> !waiting(single));
        double left = seconds(start);
        for (int i = 0; i < AT_ONCE; i++) {
            kinds.put(calls.get(i).join(), CLASSES.get(CLASSES.size() - 1 - i % CLASSES.size()));
        }
        Map<String, Double> done = new LinkedHashMap<>();
        await("ten calls", () -> {
            kinds.keySet().stream()
                    .filter(id -> !done.containsKey(id) && !waiting(id))
                    .forEach(id -> done.put(id, seconds(start)));
            return done.size() == kinds.size();
        });
        double[] last = CLASSES.stream()
                .mapToDouble(kind -> done.entrySet().stream()
                        .filter(one -> kind.equals(kinds.get(one.getKey())))
                        .mapToDouble(Map.Entry::getValue)
                        .max()
                        .orElse(0))
                .toArray();
        boolean inOrder = last[0] <= last[1] && last[1] <= last[2];
        return new double[] {AT_ONCE * HOMES / last[2], inOrder ? 1 : 0, left};
    }

    private double broker() {
        String payload = esiid(0) + "/" + device(0) + " " + TEXT;
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            best = Math.max(best, HOMES / brokerRound(payload));
        }
        return best;
    }

    private double brokerRound(String payload) {
        try (Connection connection = hub.part(ConnectionFactory.class).createConnection();
                Session session = connection.createSession(Session.SESSION_TRANSACTED)) {
            connection.start();
            var queue = session.createQueue("bench.han");
            var producer = session.createProducer(queue);
            producer.setDeliveryMode(DeliveryMode.PERSISTENT);
            var consumer = session.createConsumer(queue);
            long start = System.nanoTime();
            for (int sent = 1; sent <= HOMES; sent++) {
                producer.send(session.createTextMessage(payload));
                if (sent % COMMIT == 0) {
                    session.commit();
                }
            }
            for (int taken = 1; taken <= HOMES; taken++) {
                if (consumer.receive(PATIENCE.toMillis()) == null) {
                    throw new CommandFailed("the broker lost a message of the bench");
                }
                if (taken % COMMIT == 0) {
                    session.commit();
                }
            }
            return seconds(start);
        } catch (JMSException failed) {
            throw new CommandFailed("the broker did not take the bench's messages: " + failed.getMessage());
        }
    }

    private String send(String path, String fields, int homes) {
        var body = new StringBuilder("{\"addresses\":[");
        for (int home = 0; home < homes; home++) {
            body.append(home == 0 ? "" : ",")
                    .append("{\"esiid\":\"")
                    .append(esiid(home))
                    .append("\",\"device\":\"")
                    .append(device(home))
                    .append("\"}");
        }
        var answer = http.post("/api/v1/han/" + path, Optional.of(token), body + "]," + fields + "}");
        if (answer.status() != 202) {
            throw new CommandFailed("the hub answered " + answer.status() + " to the bench's call");
        }
        return answer.json().path("id").asText();
    }

    private String token() {
        var company = SandboxAccounts.BLUEBONNET;
        return http.post(
                        "/v2/token/",
                        Optional.empty(),
                        "{\"username\":\"" + company.apiUser() + "\",\"password\":\""
                                + hub.part(SandboxAccounts.class).apiPassword(company) + "\"}")
                .json()
                .path("accessToken")
                .asText();
    }

    private boolean waiting(String id) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "SELECT EXISTS (SELECT FROM han_target WHERE request_id = ? AND status IN ('RECEIVED', 'QUEUED'))",
                Boolean.class,
                id));
    }

    private int count(String query, String id) {
        Integer rows = jdbc.queryForObject(query, Integer.class, id);
        return rows == null ? 0 : rows;
    }

    private static void await(String what, BooleanSupplier done) {
        var unused = Poll.until(what, PATIENCE, () -> done.getAsBoolean() ? Optional.of(what) : Optional.empty());
    }

    private static String text() {
        return "\"text\":\"" + TEXT + "\",\"durationMinutes\":60";
    }

    private static String event() {
        return "\"deviceClasses\":[\"WATER_HEATER\"],\"criticality\":\"GREEN\",\"dutyCyclePercent\":50,"
                + "\"durationMinutes\":60";
    }

    private static String esiid(int home) {
        return "10443729" + String.format(Locale.ROOT, "%09d", home);
    }

    private static String device(int home) {
        return "000D6F00" + String.format(Locale.ROOT, "%08X", home + 1);
    }

    private static double median(List<double[]> rounds, int column) {
        double[] sorted =
                rounds.stream().mapToDouble(round -> round[column]).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
