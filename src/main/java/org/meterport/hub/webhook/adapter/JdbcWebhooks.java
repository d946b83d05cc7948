package org.meterport.hub.webhook.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.meterport.hub.outbox.Outbox;
import org.meterport.hub.shared.Ids;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.webhook.DeliverWebhook;
import org.meterport.hub.webhook.EventKind;
import org.meterport.hub.webhook.PartnerEvents;
import org.meterport.hub.webhook.Webhook;
import org.meterport.hub.webhook.Webhook.Delivery;
import org.meterport.hub.webhook.Webhook.State;
import org.meterport.hub.webhook.Webhooks;
import org.springframework.jdbc.core.JdbcTemplate;

/** Webhooks, events and deliveries as tables. */
public final class JdbcWebhooks implements Webhooks, PartnerEvents {

    /** Queue of all Third Parties' events, for the operator's consumers; the body is the event. */
    public static final String EVENTS = "partner.event.v1";

    private static final String WEBHOOK = "id, third_party_id, url, events, active, waits_until, created_at";
    private static final String DELIVERY = "d.id, d.webhook_id, d.event_id, d.kind, d.state, d.attempts, d.http_status,"
            + " d.problem, d.created_at, d.updated_at, d.next_at, e.body"
            + " FROM webhook_delivery d JOIN partner_event e ON e.id = d.event_id";
    private static final int LOOK_AGAIN_SECONDS = 300;

    private final JdbcTemplate jdbc;
    private final ObjectMapper json;
    private final Outbox outbox;
    private final Ids ids;
    private final InstantSource clock;
    private final boolean queueEvents;

    /** @param queueEvents whether every event also goes to {@value #EVENTS} */
    public JdbcWebhooks(
            JdbcTemplate jdbc, ObjectMapper json, Outbox outbox, Ids ids, InstantSource clock, boolean queueEvents) {
        this.jdbc = jdbc;
        this.json = json;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
        this.queueEvents = queueEvents;
    }

    @Override
    public void tell(ThirdPartyId thirdParty, EventKind kind, Map<String, ?> data) {
        List<String> wanting = jdbc.queryForList(
                "SELECT id FROM webhook WHERE third_party_id = ? AND active AND ? = ANY (events) ORDER BY id",
                String.class,
                thirdParty.value(),
                kind.wire());
        if (wanting.isEmpty() && !queueEvents) {
            return;
        }
        String event = event(thirdParty, kind, data);
        wanting.forEach(webhook -> owe(thirdParty, webhook, event, kind));
    }

    @Override
    public Delivery tellOne(Webhook webhook, EventKind kind) {
        String event = event(webhook.thirdParty(), kind, Map.of("webhookId", webhook.id()));
        return findDelivery(owe(webhook.thirdParty(), webhook.id(), event, kind))
                .orElseThrow();
    }

    private String event(ThirdPartyId thirdParty, EventKind kind, Map<String, ?> data) {
        String id = ids.next("evt_");
        Instant now = clock.instant();
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("id", id);
        event.put("type", kind.wire());
        event.put("timestamp", now.toString());
        event.put("data", data);
        String body = text(event);
        jdbc.update(
                "INSERT INTO partner_event (id, third_party_id, kind, body, happened_at) VALUES (?, ?, ?, ?, ?)",
                id,
                thirdParty.value(),
                kind.wire(),
                body,
                Timestamp.from(now));
        if (queueEvents) {
            outbox.owe(
                    EVENTS,
                    body,
                    Map.of("thirdParty", thirdParty.value(), "eventType", kind.wire(), "eventId", id),
                    Outbox.ORDINARY);
        }
        return id;
    }

    private String owe(ThirdPartyId thirdParty, String webhook, String event, EventKind kind) {
        String id = ids.next("whd_");
        Instant now = clock.instant();
        jdbc.update(
                "INSERT INTO webhook_delivery (id, third_party_id, webhook_id, event_id, kind, state, attempts,"
                        + " created_at, updated_at, next_at) VALUES (?, ?, ?, ?, ?, 'PENDING', 0, ?, ?, ?)",
                id,
                thirdParty.value(),
                webhook,
                event,
                kind.wire(),
                Timestamp.from(now),
                Timestamp.from(now),
                Timestamp.from(now.plusSeconds(LOOK_AGAIN_SECONDS)));
        // one at a time to an address, so that a slow one keeps one consumer at most
        outbox.owe(DeliverWebhook.QUEUE, id, Map.of("JMSXGroupID", webhook), Outbox.ORDINARY);
        return id;
    }

    @Override
    public void add(Webhook webhook) {
        jdbc.update(
                "INSERT INTO webhook (id, third_party_id, url, events, active, created_at) VALUES (?, ?, ?, ?, ?, ?)",
                webhook.id(),
                webhook.thirdParty().value(),
                webhook.url().toString(),
                webhook.events().stream().map(EventKind::wire).sorted().toArray(String[]::new),
                webhook.active(),
                Timestamp.from(webhook.createdAt()));
    }

    @Override
    public Optional<Webhook> find(String id) {
        return jdbc.query("SELECT " + WEBHOOK + " FROM webhook WHERE id = ?", (row, n) -> webhook(row), id).stream()
                .findFirst();
    }

    @Override
    public List<Webhook> active() {
        return jdbc.query(
                "SELECT " + WEBHOOK + " FROM webhook WHERE active ORDER BY created_at, id", (row, n) -> webhook(row));
    }

    @Override
    public void save(Webhook webhook) {
        jdbc.update(
                "UPDATE webhook SET active = active AND ?, waits_until = ? WHERE id = ?",
                webhook.active(),
                webhook.waitsUntil().map(Timestamp::from).orElse(null),
                webhook.id());
    }

    @Override
    public Optional<Delivery> findDelivery(String id) {
        return jdbc.query("SELECT " + DELIVERY + " WHERE d.id = ?", (row, n) -> delivery(row), id).stream()
                .findFirst();
    }

    /** A delivery that is done stays so: of two attempts at the same time the one that arrived counts. */
    @Override
    public void save(Delivery delivery) {
        jdbc.update(
                "UPDATE webhook_delivery SET state = ?, attempts = ?, http_status = ?, problem = ?, updated_at = ?,"
                        + " next_at = ? WHERE id = ? AND state <> 'DELIVERED'",
                statement -> {
                    statement.setString(1, delivery.state().name());
                    statement.setInt(2, delivery.attempts());
                    statement.setObject(3, delivery.httpStatus().orElse(null), Types.INTEGER);
                    statement.setString(4, delivery.problem().orElse(null));
                    statement.setTimestamp(5, Timestamp.from(delivery.updatedAt()));
                    statement.setTimestamp(6, Timestamp.from(delivery.nextAt()));
                    statement.setString(7, delivery.id());
                });
    }

    @Override
    public List<Delivery> log(String webhookId, Optional<String> beforeId, int limit) {
        return jdbc.query(
                "SELECT " + DELIVERY + " WHERE d.webhook_id = ? AND d.id < ? ORDER BY d.id DESC LIMIT ?",
                (row, n) -> delivery(row),
                webhookId,
                beforeId.orElse("whd_~"),
                limit);
    }

    @Override
    public int oweDue(Instant now, Instant lookAgainAt, int limit) {
        Map<String, List<String>> due = jdbc
                .query(
                        "UPDATE webhook_delivery SET next_at = ? WHERE id IN (SELECT id FROM webhook_delivery"
                                + " WHERE state = 'PENDING' AND next_at <= ? ORDER BY next_at LIMIT ?"
                                + " FOR UPDATE SKIP LOCKED) RETURNING webhook_id, id",
                        (row, n) -> Map.entry(row.getString(1), row.getString(2)),
                        Timestamp.from(lookAgainAt),
                        Timestamp.from(now),
                        limit)
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        due.forEach((webhook, some) -> outbox.oweAll(
                DeliverWebhook.QUEUE,
                some.stream().sorted().toList(),
                Map.of("JMSXGroupID", webhook),
                Outbox.ORDINARY));
        return due.values().stream().mapToInt(List::size).sum();
    }

    @Override
    public int purge(Instant olderThan) {
        return jdbc.update("DELETE FROM partner_event WHERE happened_at < ?", Timestamp.from(olderThan));
    }

    private static Webhook webhook(ResultSet row) throws SQLException {
        return new Webhook(
                row.getString(1),
                new ThirdPartyId(row.getString(2)),
                URI.create(row.getString(3)),
                Arrays.stream((String[]) row.getArray(4).getArray())
                        .flatMap(name -> EventKind.ofWire(name).stream())
                        .collect(Collectors.toSet()),
                row.getBoolean(5),
                Optional.ofNullable(row.getTimestamp(6)).map(Timestamp::toInstant),
                row.getTimestamp(7).toInstant());
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        int status = row.getInt(7);
        Optional<Integer> httpStatus = row.wasNull() ? Optional.empty() : Optional.of(status);
        return new Delivery(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                State.valueOf(row.getString(5)),
                row.getInt(6),
                httpStatus,
                Optional.ofNullable(row.getString(8)),
                row.getTimestamp(9).toInstant(),
                row.getTimestamp(10).toInstant(),
                row.getTimestamp(11).toInstant(),
                row.getString(12));
    }

    private String text(Map<String, Object> event) {
        try {
            return json.writeValueAsString(event);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an event cannot be written as JSON", impossible);
        }
    }
}
