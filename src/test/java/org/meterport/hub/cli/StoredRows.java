package org.meterport.hub.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.meterport.hub.broker.adapter.EmbeddedBroker;
import org.meterport.hub.routing.RouteUnderTest;
import org.springframework.jdbc.core.JdbcTemplate;

/** How many rows the tables hold that a call or a file can change. */
final class StoredRows {

    /**
     * Every table but those that move by themselves, the outbox, the scheduler's, Flyway's and what head-ends tell of
     * devices, and those that count refusals as well: calls and sign-ins.
     */
    private static final String TABLES = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            + " AND relkind IN ('r', 'p') AND NOT relispartition AND relname NOT LIKE 'qrtz%'"
            + " AND relname NOT IN ('outbox', 'flyway_schema_history', 'han_device_event', 'rate_limit',"
            + " 'sign_in_attempt') ORDER BY relname";

    private static final Pattern QUEUE = Pattern.compile("jms:queue:([A-Za-z0-9.-]+)");
    private static final Set<String> QUEUES = queues();

    private StoredRows() {}

    static Map<String, Long> of(RunningHub hub) {
        JdbcTemplate jdbc = hub.hub().part(JdbcTemplate.class);
        String counts = jdbc.queryForList(TABLES, String.class).stream()
                .map(table -> "(SELECT count(*) FROM " + table + ") AS " + table)
                .collect(Collectors.joining(", ", "SELECT ", ""));
        Map<String, Long> rows = new TreeMap<>();
        jdbc.queryForMap(counts).forEach((table, count) -> rows.put(table, ((Number) count).longValue()));
        return rows;
    }

    /** As {@link #of}, once everything that earlier calls left to the queues is done, so that only new calls count. */
    static Map<String, Long> atRest(RunningHub hub) {
        return Poll.until(
                "the queues to come to rest",
                RunningHub.PATIENCE,
                () -> isAtRest(hub) ? Optional.of(of(hub)) : Optional.empty());
    }

    /**
     * Work moves from the outbox to a queue, and what a queue feeds may put more into the outbox. Nothing is left when
     * the outbox was empty before and after a look at the queues, and nobody wrote to it in between.
     */
    private static boolean isAtRest(RunningHub hub) {
        Outbox before = Outbox.of(hub);
        EmbeddedBroker broker = hub.hub().part(EmbeddedBroker.class);
        boolean idle = QUEUES.stream().allMatch(queue -> broker.waiting(queue) == 0);
        return idle && before.rows() == 0 && Outbox.of(hub).equals(before);
    }

    /** Every queue that the settings name, but that of given-up work, where nothing moves. */
    private static Set<String> queues() {
        try {
            String settings = Files.readString(RouteUnderTest.projectRoot().resolve("config/application.yaml"));
            Set<String> queues = QUEUE.matcher(settings)
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
            queues.remove("dead-letter");
            return queues;
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** What the outbox holds, and the last number it gave out. */
    private record Outbox(long rows, long last) {

        static Outbox of(RunningHub hub) {
            Outbox outbox = hub.hub()
                    .part(JdbcTemplate.class)
                    .queryForObject(
                            "SELECT (SELECT count(*) FROM outbox), last_value FROM outbox_id_seq",
                            (row, n) -> new Outbox(row.getLong(1), row.getLong(2)));
            if (outbox == null) {
                throw new IllegalStateException("the outbox did not answer");
            }
            return outbox;
        }
    }
}
