package org.meterport.hub.han.adapter;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.meterport.hub.han.HanDeviceOrder;
import org.meterport.hub.han.HanDevices;
import org.meterport.hub.han.HanRequest;
import org.meterport.hub.han.HanRequests;
import org.meterport.hub.han.HanTarget;
import org.meterport.hub.han.HanTarget.Place;
import org.meterport.hub.han.StatusRows;
import org.meterport.hub.shared.ThirdPartyId;
import org.springframework.jdbc.core.JdbcTemplate;

/** Finds by SQL which devices and targets a report shows, and reads them as everybody else does, some at a time. */
public final class JdbcStatusRows implements StatusRows {

    private static final int SOME = 1_000;
    private static final Duration A_WEEK = Duration.ofDays(7);
    private static final String OVER = "('JOIN_TIMEOUT', 'REJECTED', 'REMOVED')";
    private static final String FAILED = "('REJECTED_BY_HEADEND', 'ESI_UNREACHABLE', 'NO_DEVICE', 'DEVICE_UNREACHABLE',"
            + " 'DEVICE_REJECTED', 'EXPIRED', 'SUPERSEDED', 'CANCELLED', 'REJECTED_BY_HUB', 'UNKNOWN')";

    private final JdbcTemplate jdbc;
    private final HanDevices devices;
    private final HanRequests requests;

    public JdbcStatusRows(JdbcTemplate jdbc, HanDevices devices, HanRequests requests) {
        this.jdbc = jdbc;
        this.devices = devices;
        this.requests = requests;
    }

    @Override
    public List<ThirdPartyId> concerned(Instant from, Instant to) {
        return jdbc.query(
                "SELECT DISTINCT third_party_id FROM han_device WHERE state NOT IN " + OVER + " OR updated_at >= ?"
                        + " UNION SELECT DISTINCT third_party_id FROM han_request WHERE expires_at > ? AND requested_at < ?"
                        + " ORDER BY 1",
                (row, n) -> new ThirdPartyId(row.getString(1)),
                Timestamp.from(from),
                Timestamp.from(from.minus(A_WEEK)),
                Timestamp.from(to));
    }

    @Override
    public void devices(Instant from, Instant to, Consumer<HanDeviceOrder> each) {
        jdbc.queryForList(
                        "SELECT id FROM han_device WHERE state NOT IN " + OVER
                                + " OR updated_at >= ? AND updated_at < ? ORDER BY id",
                        String.class,
                        Timestamp.from(from),
                        Timestamp.from(to))
                .forEach(id -> devices.find(id).ifPresent(each));
    }

    @Override
    public void targets(Instant from, Instant to, Consumer<Line> each) {
        Optional<Place> after = Optional.empty();
        List<Line> some;
        do {
            some = lines(
                    "r.expires_at > ? AND t.updated_at >= ? AND t.updated_at < ?",
                    List.of(from.minus(A_WEEK), from, to),
                    after,
                    SOME);
            some.forEach(each);
            after = some.isEmpty() ? after : Optional.of(place(some.get(some.size() - 1)));
        } while (some.size() == SOME);
    }

    @Override
    public List<Line> exceptions(Instant since, Optional<Place> after, int limit) {
        return lines("r.requested_at >= ? AND t.status IN " + FAILED, List.of(since), after, limit);
    }

    private static Place place(Line line) {
        return new Place(line.request().id(), line.target().ordinal());
    }

    private List<Line> lines(String condition, List<Instant> times, Optional<Place> after, int limit) {
        Object[] arguments = new Object[times.size() + 3];
        for (int i = 0; i < times.size(); i++) {
            arguments[i] = Timestamp.from(times.get(i));
        }
        arguments[times.size()] = after.map(Place::requestId).orElse("");
        arguments[times.size() + 1] = after.map(Place::ordinal).orElse(-1);
        arguments[times.size() + 2] = limit;
        List<Place> places = jdbc.query(
                "SELECT t.request_id, t.ordinal FROM han_request r JOIN han_target t ON t.request_id = r.id WHERE "
                        + condition
                        + " AND (t.request_id, t.ordinal) > (?, ?) ORDER BY t.request_id, t.ordinal LIMIT ?",
                (row, n) -> new Place(row.getString(1), row.getInt(2)),
                arguments);
        Map<Place, HanTarget> targets = requests.targetsAt(places);
        Map<String, HanRequest> found = new HashMap<>();
        return places.stream()
                .map(place -> new Line(
                        found.computeIfAbsent(
                                place.requestId(), id -> requests.find(id).orElseThrow()),
                        Objects.requireNonNull(targets.get(place))))
                .toList();
    }
}
