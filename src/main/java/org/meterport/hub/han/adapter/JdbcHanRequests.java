package org.meterport.hub.han.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meterport.han.headend.Operation;
import org.meterport.han.headend.Target;
import org.meterport.han.sep.Eui64;
import org.meterport.hub.han.HanMessage;
import org.meterport.hub.han.HanMessage.CancelAll;
import org.meterport.hub.han.HanMessage.CancelLoadControl;
import org.meterport.hub.han.HanMessage.CancelText;
import org.meterport.hub.han.HanMessage.LoadControl;
import org.meterport.hub.han.HanMessage.Price;
import org.meterport.hub.han.HanMessage.Text;
import org.meterport.hub.han.HanRequest;
import org.meterport.hub.han.HanRequests;
import org.meterport.hub.han.HanTarget;
import org.meterport.hub.han.HanTarget.Place;
import org.meterport.hub.han.TargetStatus;
import org.meterport.hub.shared.ThirdPartyId;
import org.springframework.jdbc.core.JdbcTemplate;

/** Device messages as tables. */
public final class JdbcHanRequests implements HanRequests {

    private static final String REQUEST =
            "id, third_party_id, operation, sep_id, message, starts_at, expires_at, targets,"
                    + " requested_at, finished_at";
    private static final String TARGET =
            "ordinal, esiid, device, status, code, detail, token, updated_at, event_request, event_ordinal";
    private static final long OVERLAP_LOCK = 0x48414EL;

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
        LoadControl event = request.message() instanceof LoadControl some ? some : null;
        jdbc.update(
                "INSERT INTO han_request (id, third_party_id, operation, sep_id, message, starts_at, expires_at, targets,"
                        + " requested_at, device_classes, enrollment_group)"
                        + " VALUES (?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?)",
                request.id(),
                request.thirdParty().value(),
                request.operation().name(),
                request.sepId(),
                text(request.message()),
                Timestamp.from(request.startsAt()),
                Timestamp.from(request.expiresAt()),
                request.targets(),
                Timestamp.from(request.requestedAt()),
                event == null ? null : event.deviceClasses(),
                event == null ? null : event.enrollmentGroup());
        jdbc.update(
                "INSERT INTO han_target (request_id, third_party_id, ordinal, esiid, device, status, code, detail,"
                        + " updated_at, event_request, event_ordinal) SELECT ?, ?, * FROM unnest(?::int[], ?::text[],"
                        + " ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::int[])",
                request.id(),
                request.thirdParty().value(),
                targets.stream().map(HanTarget::ordinal).toArray(Integer[]::new),
                texts(targets, HanTarget::esiid),
                texts(targets, target -> target.device().orElse("")),
                texts(targets, target -> target.status().name()),
                texts(targets, target -> target.code().orElse(null)),
                texts(targets, target -> target.detail().orElse(null)),
                texts(targets, target -> target.updatedAt().toString()),
                texts(targets, target -> target.cancels().map(Place::requestId).orElse("")),
                targets.stream()
                        .map(target -> target.cancels().map(Place::ordinal).orElse(-1))
                        .toArray(Integer[]::new));
    }

    @Override
    public Optional<HanRequest> find(String id) {
        return jdbc.query("SELECT " + REQUEST + " FROM han_request WHERE id = ?", (row, n) -> request(row), id).stream()
                .findFirst();
    }

    @Override
    public List<HanRequest> latest(Optional<String> before, int limit) {
        return jdbc.query(
                "SELECT " + REQUEST + " FROM han_request WHERE (?::text IS NULL OR id < ?) ORDER BY id DESC LIMIT ?",
                (row, n) -> request(row),
                before.orElse(null),
                before.orElse(null),
                limit);
    }

    @Override
    public List<HanRequest> lockUnfinished(Instant fromEnd, String afterId, int limit) {
        return jdbc.query(
                "SELECT " + REQUEST + " FROM han_request WHERE finished_at IS NULL AND (expires_at, id) > (?, ?)"
                        + " ORDER BY expires_at, id LIMIT ? FOR NO KEY UPDATE SKIP LOCKED",
                (row, n) -> request(row),
                Timestamp.from(fromEnd),
                afterId,
                limit);
    }

    @Override
    public List<HanTarget> lockUntouched(String requestId, Set<TargetStatus> statuses, Instant since) {
        return jdbc.query(
                "SELECT " + TARGET + " FROM han_target WHERE request_id = ? AND status = ANY (?) AND updated_at <= ?"
                        + " ORDER BY ordinal FOR UPDATE",
                (row, n) -> target(row),
                requestId,
                names(statuses),
                Timestamp.from(since));
    }

    private static String[] names(Set<TargetStatus> statuses) {
        return statuses.stream().map(Enum::name).toArray(String[]::new);
    }

    @Override
    public void finished(String requestId, Instant at) {
        jdbc.update("UPDATE han_request SET finished_at = ? WHERE id = ?", Timestamp.from(at), requestId);
    }

    @Override
    public void reopened(Collection<String> requestIds) {
        jdbc.update("UPDATE han_request SET finished_at = NULL WHERE id = ANY (?) AND finished_at IS NOT NULL", (Object)
                requestIds.toArray(String[]::new));
    }

    private HanRequest request(ResultSet row) throws SQLException {
        return new HanRequest(
                row.getString(1),
                new ThirdPartyId(row.getString(2)),
                row.getLong(4),
                message(Operation.valueOf(row.getString(3)), row.getString(5)),
                row.getTimestamp(6).toInstant(),
                row.getTimestamp(7).toInstant(),
                row.getInt(8),
                row.getTimestamp(9).toInstant(),
                Optional.ofNullable(row.getTimestamp(10)).map(Timestamp::toInstant));
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
    public boolean hasAny(String requestId, Set<TargetStatus> statuses) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "SELECT EXISTS (SELECT FROM han_target WHERE request_id = ? AND status = ANY (?))",
                Boolean.class,
                requestId,
                names(statuses)));
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

    /** A customer's remark is no step: a device of which nothing else was told is where the head-end's answer left it. */
    @Override
    public Map<TargetStatus, Integer> deviceCounts(String requestId) {
        List<TargetStatus> byWeight = TargetStatus.byWeight();
        int accepted = byWeight.indexOf(TargetStatus.HEADEND_ACCEPTED) + 1;
        Map<TargetStatus, Integer> counts = new EnumMap<>(TargetStatus.class);
        jdbc.query(
                "SELECT step, count(*) FROM (SELECT max(coalesce(array_position(?::text[], e.level), ?)) AS step"
                        + " FROM han_target t JOIN han_event e USING (request_id, ordinal)"
                        + " WHERE t.request_id = ? AND t.device = '' AND e.device <> ''"
                        + " GROUP BY e.ordinal, e.device) d GROUP BY step",
                row -> {
                    counts.put(byWeight.get(row.getInt(1) - 1), row.getInt(2));
                },
                byWeight.stream().map(Enum::name).toArray(String[]::new),
                accepted,
                requestId);
        return counts;
    }

    @Override
    public List<Told> history(String requestId, int ordinal) {
        return jdbc.query(
                "SELECT head_end_event_id, device, level, raw_status, happened_at FROM han_event"
                        + " WHERE request_id = ? AND ordinal = ? ORDER BY recorded_at, head_end_event_id",
                (row, n) -> told(row),
                requestId,
                ordinal);
    }

    @Override
    public void update(String requestId, List<HanTarget> targets) {
        if (targets.isEmpty()) {
            return;
        }
        jdbc.update(
                "UPDATE han_target t SET status = n.status, code = n.code, detail = n.detail, token = n.token,"
                        + " updated_at = n.updated_at"
                        + " FROM unnest(?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])"
                        + " AS n (ordinal, status, code, detail, token, updated_at)"
                        + " WHERE t.request_id = ? AND t.ordinal = n.ordinal",
                targets.stream().map(HanTarget::ordinal).toArray(Integer[]::new),
                texts(targets, target -> target.status().name()),
                texts(targets, target -> target.code().orElse(null)),
                texts(targets, target -> target.detail().orElse(null)),
                texts(targets, target -> target.token().orElse(null)),
                texts(targets, target -> target.updatedAt().toString()),
                requestId);
        noteChanged(requestId, targets);
    }

    /** What changed is put down for {@link #takeChanged} where somebody wants to hear of it. */
    private void noteChanged(String requestId, List<HanTarget> targets) {
        jdbc.update(
                "INSERT INTO han_changed (request_id, third_party_id, ordinal) SELECT r.id, r.third_party_id, n"
                        + " FROM han_request r, unnest(?::int[]) n WHERE r.id = ?"
                        + " AND wants_event(r.third_party_id, 'han.targets')",
                targets.stream()
                        .filter(target -> target.status() != TargetStatus.QUEUED)
                        .map(HanTarget::ordinal)
                        .toArray(Integer[]::new),
                requestId);
    }

    @Override
    public List<Changed> takeChanged(int limit) {
        return jdbc.query(
                "WITH taken AS (DELETE FROM han_changed WHERE id IN (SELECT id FROM han_changed ORDER BY id LIMIT ?"
                        + " FOR UPDATE SKIP LOCKED) RETURNING third_party_id, request_id, ordinal)"
                        + " SELECT DISTINCT third_party_id, request_id, ordinal FROM taken ORDER BY request_id, ordinal",
                (row, n) -> new Changed(new ThirdPartyId(row.getString(1)), new Place(row.getString(2), row.getInt(3))),
                limit);
    }

    private static <T> String[] texts(List<T> rows, Function<T, @Nullable String> field) {
        return rows.stream().map(field).toArray(String[]::new);
    }

    @Override
    public List<Event> lockLiveEvents(ThirdPartyId thirdParty, Collection<String> esiids, Instant now) {
        return jdbc.query(
                "SELECT t.*, r.expires_at FROM han_target t JOIN han_request r ON r.id = t.request_id"
                        + " WHERE t.esiid = ANY (?) AND r.operation = 'LOAD_CONTROL' AND r.expires_at > ?"
                        + " AND r.third_party_id = ? AND t.status NOT IN ('REJECTED_BY_HUB', 'REJECTED_BY_HEADEND',"
                        + " 'CANCELLED', 'COMPLETED', 'EXPIRED', 'SUPERSEDED', 'NO_DEVICE')"
                        + " ORDER BY t.request_id, t.ordinal FOR UPDATE OF t",
                (row, n) -> new Event(
                        row.getString("request_id"),
                        row.getTimestamp("expires_at").toInstant(),
                        target(row)),
                esiids.toArray(String[]::new),
                Timestamp.from(now),
                thirdParty.value());
    }

    @Override
    public Map<Place, HanTarget> targetsAt(Collection<Place> places) {
        Map<Place, HanTarget> found = new HashMap<>();
        if (!places.isEmpty()) {
            jdbc.query(
                    "SELECT " + TARGET
                            + ", request_id FROM han_target JOIN unnest(?::text[], ?::int[]) AS p (request, place)"
                            + " ON request_id = p.request AND ordinal = p.place",
                    row -> {
                        HanTarget target = target(row);
                        found.put(new Place(row.getString("request_id"), target.ordinal()), target);
                    },
                    places.stream().map(Place::requestId).toArray(String[]::new),
                    places.stream().map(Place::ordinal).toArray(Integer[]::new));
        }
        return found;
    }

    /** The lock is of this hub's database and of its own number; the function sees what the caller may not. */
    @Override
    public Set<Target> overlapped(HanRequest event, Collection<Target> targets) {
        jdbc.query("SELECT pg_advisory_xact_lock(" + OVERLAP_LOCK + ")", row -> {});
        Map<String, Target> byName = new HashMap<>();
        targets.forEach(target -> byName.put(target.toString(), target));
        Set<Target> overlapped = new HashSet<>();
        jdbc.query(
                "SELECT esiid, device FROM han_overlap(?, ?, ?)",
                row -> {
                    String device = row.getString(2);
                    Target target = byName.get(row.getString(1) + (device.isEmpty() ? "" : "/" + device));
                    if (target != null) {
                        overlapped.add(target);
                    }
                },
                event.id(),
                targets.stream().map(target -> target.esiid().value()).toArray(String[]::new),
                targets.stream()
                        .map(target -> target.device().map(Eui64::toString).orElse(""))
                        .toArray(String[]::new));
        return overlapped;
    }

    @Override
    public Map<Place, List<Told>> histories(Collection<Place> places) {
        Map<Place, List<Told>> histories = new HashMap<>();
        if (!places.isEmpty()) {
            jdbc.query(
                    "SELECT head_end_event_id, device, level, raw_status, happened_at, request_id, ordinal FROM han_event"
                            + " JOIN unnest(?::text[], ?::int[]) AS p (request, place)"
                            + " ON request_id = p.request AND ordinal = p.place"
                            + " ORDER BY recorded_at, head_end_event_id",
                    row -> {
                        histories
                                .computeIfAbsent(new Place(row.getString(6), row.getInt(7)), place -> new ArrayList<>())
                                .add(told(row));
                    },
                    places.stream().map(Place::requestId).toArray(String[]::new),
                    places.stream().map(Place::ordinal).toArray(Integer[]::new));
        }
        return histories;
    }

    @Override
    public Map<String, Owned> lockByTokens(Collection<String> tokens) {
        Map<String, Owned> owned = new HashMap<>();
        jdbc.query(
                "SELECT " + TARGET + ", request_id, third_party_id FROM han_target WHERE token = ANY (?)"
                        + " ORDER BY request_id, ordinal FOR UPDATE",
                row -> {
                    owned.put(
                            row.getString("token"),
                            new Owned(
                                    row.getString("request_id"),
                                    new ThirdPartyId(row.getString("third_party_id")),
                                    target(row)));
                },
                (Object) tokens.toArray(String[]::new));
        return owned;
    }

    @Override
    public Set<String> note(List<Noted> news) {
        return new HashSet<>(jdbc.query(
                "INSERT INTO han_event (head_end_event_id, request_id, ordinal, third_party_id, device, level,"
                        + " raw_status, happened_at, recorded_at) SELECT *, ?::timestamptz FROM unnest(?::text[],"
                        + " ?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::int[], ?::timestamptz[])"
                        + " ON CONFLICT DO NOTHING RETURNING head_end_event_id",
                (row, n) -> row.getString(1),
                Timestamp.from(clock.instant()),
                texts(news, noted -> noted.told().eventId()),
                texts(news, noted -> noted.owner().requestId()),
                news.stream().map(noted -> noted.owner().target().ordinal()).toArray(Integer[]::new),
                texts(news, noted -> noted.owner().thirdParty().value()),
                texts(news, noted -> noted.told().device()),
                texts(news, noted -> noted.told().level()),
                news.stream().map(noted -> raw(noted.told())).toArray(Integer[]::new),
                texts(news, noted -> noted.told().at().toString())));
    }

    private static @Nullable Integer raw(Told told) {
        return told.rawStatus().isPresent() ? told.rawStatus().getAsInt() : null;
    }

    private static Told told(ResultSet row) throws SQLException {
        int raw = row.getInt(4);
        OptionalInt rawStatus = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(raw);
        return new Told(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                rawStatus,
                row.getTimestamp(5).toInstant());
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
                row.getTimestamp("updated_at").toInstant(),
                row.getInt("event_ordinal") < 0
                        ? Optional.empty()
                        : Optional.of(new Place(row.getString("event_request"), row.getInt("event_ordinal"))));
    }

    private HanMessage message(Operation operation, String stored) {
        Class<? extends HanMessage> kind = switch (operation) {
            case TEXT -> Text.class;
            case PRICE -> Price.class;
            case LOAD_CONTROL -> LoadControl.class;
            case CANCEL_TEXT -> CancelText.class;
            case CANCEL_LOAD_CONTROL -> CancelLoadControl.class;
            case CANCEL_ALL_LOAD_CONTROL -> CancelAll.class;
        };
        try {
            return json.readValue(stored, kind);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a stored message is not JSON", impossible);
        }
    }

    private String text(HanMessage message) {
        try {
            return json.writeValueAsString(message);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a message cannot be written as JSON", impossible);
        }
    }
}
