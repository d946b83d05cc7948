package org.meterport.hub.han.adapter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.han.HanDeviceOrder;
import org.meterport.hub.han.HanDeviceOrder.Progress;
import org.meterport.hub.han.HanDeviceOrder.Source;
import org.meterport.hub.han.HanDeviceOrder.State;
import org.meterport.hub.han.HanDevices;
import org.meterport.hub.secrets.Sealing;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.webhook.EventKind;
import org.meterport.hub.webhook.PartnerEvents;
import org.springframework.jdbc.core.JdbcTemplate;

/** Devices as tables. */
public final class JdbcHanDevices implements HanDevices {

    private static final String SELECT = "SELECT id, third_party_id, esiid, device, join_days, state, reason, source,"
            + " detail, add_asked, add_token, remove_token, requested_at, updated_at FROM han_device ";
    private static final String PRESENT = "state NOT IN ('JOIN_TIMEOUT', 'REJECTED', 'REMOVED')";

    private final JdbcTemplate jdbc;
    private final Sealing sealing;
    private final PartnerEvents partnerEvents;

    JdbcHanDevices(JdbcTemplate jdbc, Sealing sealing, PartnerEvents partnerEvents) {
        this.jdbc = jdbc;
        this.sealing = sealing;
        this.partnerEvents = partnerEvents;
    }

    @Override
    public boolean add(HanDeviceOrder order, String installCode) {
        return jdbc.update(
                        "INSERT INTO han_device (id, third_party_id, esiid, device, join_days, state, source, install_code,"
                                + " add_asked, requested_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, false, ?, ?)"
                                + " ON CONFLICT (third_party_id, device) WHERE " + PRESENT + " DO NOTHING",
                        order.id(),
                        order.thirdParty().value(),
                        order.esiid(),
                        order.device(),
                        order.joinWindow().toDays(),
                        order.state().name(),
                        order.source().map(Enum::name).orElse(null),
                        sealing.seal(installCode, place(order.id())),
                        Timestamp.from(order.requestedAt()),
                        Timestamp.from(order.updatedAt()))
                == 1;
    }

    @Override
    public Optional<HanDeviceOrder> find(String id) {
        return query(SELECT + "WHERE id = ?", id).stream().findFirst();
    }

    @Override
    public Optional<HanDeviceOrder> lock(String id) {
        return query(SELECT + "WHERE id = ? FOR UPDATE", id).stream().findFirst();
    }

    @Override
    public Optional<HanDeviceOrder> lockByToken(String token) {
        return query(SELECT + "WHERE add_token = ? OR remove_token = ? FOR UPDATE", token, token).stream()
                .findFirst();
    }

    @Override
    public List<HanDeviceOrder> lockPresent(String esiid, String device) {
        return query(
                SELECT + "WHERE esiid = ? AND device = ? AND " + PRESENT + " ORDER BY id FOR UPDATE", esiid, device);
    }

    @Override
    public void save(HanDeviceOrder order) {
        jdbc.update(
                "UPDATE han_device SET state = ?, reason = ?, source = ?, detail = ?, add_asked = ?, add_token = ?,"
                        + " remove_token = ?, updated_at = ? WHERE id = ?",
                order.state().name(),
                order.reason().orElse(null),
                order.source().map(Enum::name).orElse(null),
                order.detail().orElse(null),
                order.progress().addAsked(),
                order.progress().addToken().orElse(null),
                order.progress().removeToken().orElse(null),
                Timestamp.from(order.updatedAt()),
                order.id());
    }

    @Override
    public Optional<String> installCode(String id) {
        return jdbc
                .query(
                        "SELECT install_code FROM han_device WHERE id = ? AND install_code IS NOT NULL",
                        (row, n) -> row.getString(1),
                        id)
                .stream()
                .findFirst()
                .map(kept -> sealing.open(kept, place(id)));
    }

    @Override
    public void forgetCode(String id) {
        jdbc.update("UPDATE han_device SET install_code = NULL WHERE id = ?", id);
    }

    @Override
    public boolean note(String id, Event event) {
        boolean isNew = jdbc.update(
                        "INSERT INTO han_device_event (event_id, device_id, third_party_id, state, reason, source, detail,"
                                + " happened_at) SELECT ?, id, third_party_id, ?, ?, ?, ?, ? FROM han_device WHERE id = ?"
                                + " ON CONFLICT DO NOTHING",
                        event.eventId(),
                        event.state().name(),
                        event.reason().orElse(null),
                        event.source().name(),
                        event.detail(),
                        Timestamp.from(event.at()),
                        id)
                == 1;
        if (isNew) {
            find(id).ifPresent(order -> tell(order, event));
        }
        return isNew;
    }

    /** Every state a device comes into passes here once. */
    private void tell(HanDeviceOrder order, Event event) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("deviceId", order.id());
        data.put("esiid", order.esiid());
        data.put("device", order.device());
        data.put("state", event.state().name());
        event.reason().ifPresent(reason -> data.put("reason", reason));
        data.put("source", event.source().name());
        data.put("at", event.at().toString());
        partnerEvents.tell(order.thirdParty(), EventKind.HAN_DEVICE, data);
    }

    @Override
    public List<Event> history(String id) {
        return jdbc.query(
                "SELECT event_id, state, reason, source, detail, happened_at FROM han_device_event WHERE device_id = ?"
                        + " ORDER BY happened_at, event_id",
                (row, n) -> new Event(
                        row.getString(1),
                        State.valueOf(row.getString(2)),
                        Optional.ofNullable(row.getString(3)),
                        Source.valueOf(row.getString(4)),
                        row.getString(5),
                        row.getTimestamp(6).toInstant()),
                id);
    }

    @Override
    public List<HanDeviceOrder> page(String afterId, int limit, Optional<String> esiid, Optional<State> state) {
        @Nullable String home = esiid.orElse(null);
        @Nullable String only = state.map(Enum::name).orElse(null);
        return query(
                SELECT + "WHERE id > ? AND (?::text IS NULL OR esiid = ?) AND (?::text IS NULL OR state = ?)"
                        + " ORDER BY id LIMIT ?",
                afterId,
                home,
                home,
                only,
                only,
                limit);
    }

    @Override
    public List<Home> homes() {
        return jdbc.query(
                "SELECT DISTINCT third_party_id, esiid FROM han_device WHERE " + PRESENT
                        + " AND state <> 'REMOVE_REQUESTED' ORDER BY 1, 2",
                (row, n) -> new Home(new ThirdPartyId(row.getString(1)), row.getString(2)));
    }

    @Override
    public List<HanDeviceOrder> lockStaying(ThirdPartyId thirdParty, String esiid) {
        return query(
                SELECT + "WHERE third_party_id = ? AND esiid = ? AND " + PRESENT
                        + " AND state <> 'REMOVE_REQUESTED' ORDER BY id FOR UPDATE",
                thirdParty.value(),
                esiid);
    }

    /** Bound to its row, so that a code cannot be moved into another. */
    private static String place(String id) {
        return "han_device.install_code/" + id;
    }

    private List<HanDeviceOrder> query(String sql, @Nullable Object... arguments) {
        return jdbc.query(sql, (row, n) -> order(row), arguments);
    }

    private static HanDeviceOrder order(ResultSet row) throws SQLException {
        return new HanDeviceOrder(
                row.getString("id"),
                new ThirdPartyId(row.getString("third_party_id")),
                row.getString("esiid"),
                row.getString("device"),
                Duration.ofDays(row.getInt("join_days")),
                State.valueOf(row.getString("state")),
                Optional.ofNullable(row.getString("reason")),
                Optional.ofNullable(row.getString("source")).map(Source::valueOf),
                Optional.ofNullable(row.getString("detail")),
                new Progress(
                        row.getBoolean("add_asked"),
                        Optional.ofNullable(row.getString("add_token")),
                        Optional.ofNullable(row.getString("remove_token"))),
                row.getTimestamp("requested_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }
}
