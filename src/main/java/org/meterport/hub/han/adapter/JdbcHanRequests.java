package org.meterport.hub.han.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.meterport.han.headend.Operation;
import org.meterport.hub.han.HanRequest;
import org.meterport.hub.han.HanRequest.Text;
import org.meterport.hub.han.HanRequests;
import org.meterport.hub.han.HanTarget;
import org.meterport.hub.han.TargetStatus;
import org.meterport.hub.shared.ThirdPartyId;
import org.springframework.jdbc.core.JdbcTemplate;

/** Device messages as tables. */
public final class JdbcHanRequests implements HanRequests {

    private static final String TARGET = "ordinal, esiid, device, status, code, detail, token, updated_at";
    private static final int BATCH = 1_000;

    private final JdbcTemplate jdbc;
    private final ObjectMapper json;
    private final InstantSource clock;

    public JdbcHanRequests(JdbcTemplate jdbc, ObjectMapper json, InstantSource clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public long nextSepId() {
        Long id = jdbc.queryForObject("SELECT nextval('sep_id')", Long.class);
        if (id == null) {
            throw new IllegalStateException("the sequence gave nothing");
        }
        return id;
    }

    @Override
    public void add(HanRequest request, List<HanTarget> targets) {
        jdbc.update(
                "INSERT INTO han_request (id, third_party_id, operation, sep_id, message, starts_at, expires_at, targets,"
                        + " requested_at) VALUES (?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?)",
                request.id(),
                request.thirdParty().value(),
                request.operation().name(),
                request.sepId(),
                text(request.text()),
                Timestamp.from(request.startsAt()),
                Timestamp.from(request.expiresAt()),
                request.targets(),
                Timestamp.from(request.requestedAt()));
        jdbc.batchUpdate(
                "INSERT INTO han_target (request_id, third_party_id, ordinal, esiid, device, status, code, detail,"
                        + " updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                targets,
                BATCH,
                (row, target) -> {
                    row.setString(1, request.id());
                    row.setString(2, request.thirdParty().value());
                    row.setInt(3, target.ordinal());
                    row.setString(4, target.esiid());
                    row.setString(5, target.device().orElse(""));
                    row.setString(6, target.status().name());
                    row.setString(7, target.code().orElse(null));
                    row.setString(8, target.detail().orElse(null));
                    row.setTimestamp(9, Timestamp.from(target.updatedAt()));
                });
    }

    @Override
    public Optional<HanRequest> find(String id) {
        return jdbc
                .query(
                        "SELECT id, third_party_id, operation, sep_id, message, starts_at, expires_at, targets,"
                                + " requested_at FROM han_request WHERE id = ?",
                        (row, n) -> new HanRequest(
                                row.getString(1),
                                new ThirdPartyId(row.getString(2)),
                                Operation.valueOf(row.getString(3)),
                                row.getLong(4),
                                message(row.getString(5)),
                                row.getTimestamp(6).toInstant(),
                                row.getTimestamp(7).toInstant(),
                                row.getInt(8),
                                row.getTimestamp(9).toInstant()),
                        id)
                .stream()
                .findFirst();
    }

    @Override
    public List<HanTarget> lockTargets(String requestId, int fromOrdinal, int toOrdinalExclusive) {
        return jdbc.query(
                "SELECT " + TARGET + " FROM han_target WHERE request_id = ? AND ordinal >= ? AND ordinal < ?"
                        + " ORDER BY ordinal FOR UPDATE",
                (row, n) -> target(row),
                requestId,
                fromOrdinal,
                toOrdinalExclusive);
    }

    @Override
    public List<HanTarget> page(String requestId, int afterOrdinal, int limit, Optional<TargetStatus> status) {
        return jdbc.query(
                "SELECT " + TARGET + " FROM han_target WHERE request_id = ? AND ordinal > ?"
                        + " AND (?::text IS NULL OR status = ?) ORDER BY ordinal LIMIT ?",
                (row, n) -> target(row),
                requestId,
                afterOrdinal,
                status.map(Enum::name).orElse(null),
                status.map(Enum::name).orElse(null),
                limit);
    }

    @Override
    public Map<TargetStatus, Integer> counts(String requestId) {
        Map<TargetStatus, Integer> counts = new EnumMap<>(TargetStatus.class);
        jdbc.query(
                "SELECT status, count(*) FROM han_target WHERE request_id = ? GROUP BY status",
                row -> {
                    counts.put(TargetStatus.valueOf(row.getString(1)), row.getInt(2));
                },
                requestId);
        return counts;
    }

    @Override
    public List<Told> history(String requestId, int ordinal) {
        return jdbc.query(
                "SELECT head_end_event_id, device, level, raw_status, happened_at FROM han_event"
                        + " WHERE request_id = ? AND ordinal = ? ORDER BY recorded_at, head_end_event_id",
                (row, n) -> {
                    int raw = row.getInt(4);
                    OptionalInt rawStatus = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(raw);
                    return new Told(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            rawStatus,
                            row.getTimestamp(5).toInstant());
                },
                requestId,
                ordinal);
    }

    @Override
    public void update(String requestId, List<HanTarget> targets) {
        jdbc.batchUpdate(
                "UPDATE han_target SET status = ?, code = ?, detail = ?, token = ?, updated_at = ?"
                        + " WHERE request_id = ? AND ordinal = ?",
                targets,
                BATCH,
                (row, target) -> {
                    row.setString(1, target.status().name());
                    row.setString(2, target.code().orElse(null));
                    row.setString(3, target.detail().orElse(null));
                    row.setString(4, target.token().orElse(null));
                    row.setTimestamp(5, Timestamp.from(target.updatedAt()));
                    row.setString(6, requestId);
                    row.setInt(7, target.ordinal());
                });
    }

    @Override
    public Optional<Owned> lockByToken(String token) {
        return jdbc
                .query(
                        "SELECT " + TARGET + ", request_id, third_party_id FROM han_target WHERE token = ? FOR UPDATE",
                        (row, n) -> new Owned(
                                row.getString("request_id"),
                                new ThirdPartyId(row.getString("third_party_id")),
                                target(row)),
                        token)
                .stream()
                .findFirst();
    }

    @Override
    public boolean note(Owned target, Told told) {
        return jdbc.update(
                        "INSERT INTO han_event (head_end_event_id, request_id, ordinal, third_party_id, device, level,"
                                + " raw_status, happened_at, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                + " ON CONFLICT DO NOTHING",
                        told.eventId(),
                        target.requestId(),
                        target.target().ordinal(),
                        target.thirdParty().value(),
                        told.device(),
                        told.level(),
                        told.rawStatus().isPresent() ? told.rawStatus().getAsInt() : null,
                        Timestamp.from(told.at()),
                        Timestamp.from(clock.instant()))
                == 1;
    }

    private static HanTarget target(ResultSet row) throws SQLException {
        String device = row.getString("device");
        return new HanTarget(
                row.getInt("ordinal"),
                row.getString("esiid"),
                device.isEmpty() ? Optional.empty() : Optional.of(device),
                TargetStatus.valueOf(row.getString("status")),
                Optional.ofNullable(row.getString("code")),
                Optional.ofNullable(row.getString("detail")),
                Optional.ofNullable(row.getString("token")),
                row.getTimestamp("updated_at").toInstant());
    }

    private Text message(String stored) {
        try {
            return json.readValue(stored, Text.class);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a stored message is not JSON", impossible);
        }
    }

    private String text(Text message) {
        try {
            return json.writeValueAsString(message);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a message cannot be written as JSON", impossible);
        }
    }
}
