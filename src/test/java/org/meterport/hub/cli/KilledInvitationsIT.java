package org.meterport.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.mail.MailSink;

/**
 * {@code kill -9} while ten thousand invitations of one call are taken and mailed, at instants nobody has chosen: each
 * customer gets mails under exactly one id, whatever the caller repeats and whatever the hub sends again.
 *
 * <p>{@code -Dmeterport.kills=20} sets the number of rounds, {@code -Dmeterport.kills.seed=7} repeats a course.
 */
@Tag("nightly")
class KilledInvitationsIT {

    private static final int ROUNDS = Integer.getInteger("meterport.kills", 4);
    private static final long SEED = Long.getLong("meterport.kills.seed", new Random().nextLong(1_000_000));
    private static final int MANY = Integer.getInteger("meterport.kills.invitations", 10_000);
    /** Beyond the numbers of the sandbox's own homes. */
    private static final int FIRST = 700_000_000;

    private static final int LATEST_KILL_MILLIS = 25_000;

    private final Random chance = new Random(SEED);
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
    private final TestDatabase database = TestDatabase.fresh();
    private final MailSink mails = new MailSink(0);
    private final HubProcess hub;

    KilledInvitationsIT(@TempDir Path data) {
        hub = new HubProcess(
                data,
                Map.of(
                        "meterport.database.url", database.jdbcUrl(),
                        "meterport.database.user", database.user(),
                        "meterport.database.password", database.password(),
                        "meterport.mail.port", String.valueOf(mails.port())));
    }

    @AfterEach
    void stop() throws InterruptedException {
        threads.shutdownNow();
        hub.stop();
        mails.close();
        database.close();
    }

    @Test
    void mailsEachOfTenThousandCustomersUnderOneIdWheneverItDies() throws Exception {
        System.out.println("killed invitations: seed " + SEED + ", " + ROUNDS + " rounds of " + MANY);
        hub.start();
        for (int round = 0; round < ROUNDS; round++) {
            String course = "round " + round + " of seed " + SEED;
            seed(round);
            String body = invitations(round);
            String key = "kill-" + SEED + "-" + round;
            String token = hub.token();
            int dies = chance.nextInt(LATEST_KILL_MILLIS);
            Future<Optional<JsonNode>> first = threads.submit(() -> send(token, body, key));
            Future<?> kill = threads.schedule(
                    () -> {
                        hub.kill();
                        return dies;
                    },
                    dies,
                    TimeUnit.MILLISECONDS);
            kill.get();
            hub.start();
            Optional<JsonNode> before = first.get();
            JsonNode again = send(hub.token(), body, key).orElseThrow();

            assertThat(again.path("accepted").asInt()).as(course).isEqualTo(MANY);
            before.ifPresent(answer -> assertThat(again).as(course).isEqualTo(answer));
            Map<String, Set<String>> ids = new HashMap<>();
            int copies = 0;
            long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
            while (ids.size() < MANY || mails.waiting() > 0 || owed()) {
                assertThat(System.nanoTime())
                        .as(course + ": " + ids.size() + " have mail")
                        .isLessThan(deadline);
                if (mails.waiting() == 0) {
                    LockSupport.parkNanos(50_000_000);
                    continue;
                }
                MailSink.Received mail = mails.next();
                ids.computeIfAbsent(mail.to(), to -> new HashSet<>()).add(mail.id());
                copies++;
            }
            assertThat(ids.values()).as(course).allMatch(one -> one.size() == 1);
            assertThat(ids.values().stream().flatMap(Set::stream).distinct().count())
                    .as(course)
                    .isEqualTo(MANY);
            System.out.println(course + ": killed after " + dies + " ms, " + copies + " mails to " + ids.size()
                    + " customers, each under one id");
        }
    }

    /** Whether a mail of this round is still owed. */
    private boolean owed() {
        Integer queued = database.jdbc()
                .queryForObject("SELECT count(*) FROM agreement WHERE delivery = 'QUEUED'", Integer.class);
        return queued != null && queued > 0;
    }

    private void seed(int round) {
        int from = FIRST + round * MANY;
        int to = from + MANY - 1;
        var jdbc = database.jdbc();
        jdbc.update(
                "INSERT INTO customer SELECT 'cus_k' || n, 'k' || n || '@example.com', 'Customer ' || n, 'en'"
                        + " FROM generate_series(?, ?) n",
                from,
                to);
        jdbc.update(
                "INSERT INTO premise SELECT '1044372' || lpad(n::text, 10, '0'), 'oncor', 'M' || n, 'REP', 10001,"
                        + " '1 Main St', 'Dallas', '75201' FROM generate_series(?, ?) n",
                from,
                to);
        jdbc.update(
                "INSERT INTO occupancy SELECT '1044372' || lpad(n::text, 10, '0'), 'cus_k' || n, now(), NULL"
                        + " FROM generate_series(?, ?) n",
                from,
                to);
    }

    private static String invitations(int round) {
        return IntStream.range(FIRST + round * MANY, FIRST + (round + 1) * MANY)
                .mapToObj(n -> ("{\"kind\":\"ENERGY_DATA\",\"esiids\":[\"1044372%010d\"],\"customerEmail\":"
                                + "\"k%d@example.com\",\"termMonths\":12,\"purpose\":\"A cheaper plan\"}")
                        .formatted(n, n))
                .collect(Collectors.joining(",", "{\"items\":[", "]}"));
    }

    /** @return nothing when the hub died before its answer was whole */
    private Optional<JsonNode> send(String token, String body, String key) throws InterruptedException {
        return hub.attempt(token, "/api/v1/invitations", body, key);
    }
}
