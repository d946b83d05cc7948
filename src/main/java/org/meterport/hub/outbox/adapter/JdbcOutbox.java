package org.meterport.hub.outbox.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.meterport.hub.outbox.Outbox;
import org.slf4j.MDC;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The outbox as a table. The request's id travels along, so that the flow's log lines name it. */
public final class JdbcOutbox implements Outbox {

    /** Message property and log key of the request that caused the work. */
    public static final String REQUEST_ID = "requestId";

    private final JdbcTemplate jdbc;
    private final ObjectMapper json;
    private final InstantSource clock;

    public JdbcOutbox(JdbcTemplate jdbc, ObjectMapper json, InstantSource clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void owe(String queue, String body, Map<String, String> headers, int priority) {
        insert(queue, List.of(body), headers, priority);
    }

    @Override
    public void oweAll(String queue, List<String> bodies, Map<String, String> headers, int priority) {
        if (!bodies.isEmpty()) {
            insert(queue, bodies, headers, priority);
        }
    }

    private void insert(String queue, List<String> bodies, Map<String, String> headers, int priority) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a message for " + queue + " is owed outside a transaction");
        }
        var all = new TreeMap<>(headers);
        String requestId = MDC.get(REQUEST_ID);
        if (requestId != null) {
            all.putIfAbsent(REQUEST_ID, requestId);
        }
        String text = text(all);
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.update(
                "INSERT INTO outbox (queue, body, headers, priority, created_at)"
                        + " SELECT ?, body, ?::jsonb, ?, ? FROM unnest(?::text[]) WITH ORDINALITY AS b (body, n) ORDER BY n",
                queue,
                text,
                priority,
                now,
                bodies.toArray(String[]::new));
    }

    private String text(Map<String, String> headers) {
        try {
            return json.writeValueAsString(headers);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a map of strings did not become JSON", impossible);
        }
    }
}
