package org.meterport.hub.ondemand.adapter;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.meterport.hub.ondemand.OnDemandRead;
import org.meterport.hub.ondemand.OnDemandRead.Failure;
import org.meterport.hub.ondemand.OnDemandRead.Registers;
import org.meterport.hub.ondemand.OnDemandRead.Status;
import org.meterport.hub.ondemand.OnDemandReads;
import org.meterport.hub.shared.ThirdPartyId;
import org.springframework.jdbc.core.JdbcTemplate;

/** On-demand reads as a table, and one row a utility and day that counts them. */
final class JdbcOnDemandReads implements OnDemandReads {

    private static final String SELECT =
            "SELECT id, third_party_id, esiid, status, requested_at, deadline, delivered_wh,"
                    + " received_wh, read_at, failure_code, failure_detail FROM on_demand_read WHERE id = ?";

    private final JdbcTemplate jdbc;

    JdbcOnDemandReads(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(OnDemandRead read) {
        jdbc.update(
                "INSERT INTO on_demand_read (id, third_party_id, esiid, status, requested_at, deadline)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                read.id(),
                read.thirdParty().value(),
                read.esiid(),
                read.status().name(),
                Timestamp.from(read.requestedAt()),
                Timestamp.from(read.deadline()));
    }

    @Override
    public Optional<OnDemandRead> find(String id) {
        return jdbc.query(SELECT, (row, n) -> read(row), id).stream().findFirst();
    }

    @Override
    public Optional<OnDemandRead> lock(String id) {
        return jdbc.query(SELECT + " FOR UPDATE", (row, n) -> read(row), id).stream()
                .findFirst();
    }

    @Override
    public void end(OnDemandRead read, Instant at) {
        Registers registers = read.registers().orElse(null);
        Failure failure = read.failure().orElse(null);
        jdbc.update(
                "UPDATE on_demand_read SET status = ?, finished_at = ?, delivered_wh = ?, received_wh = ?, read_at = ?,"
                        + " failure_code = ?, failure_detail = ? WHERE id = ? AND status = 'PENDING'",
                read.status().name(),
                Timestamp.from(at),
                registers == null ? null : registers.deliveredWattHours(),
                registers == null ? null : registers.receivedWattHours(),
                registers == null ? null : Timestamp.from(registers.at()),
                failure == null ? null : failure.code(),
                failure == null ? null : failure.detail(),
                read.id());
    }

    @Override
    public Optional<Instant> lastAsked(String esiid) {
        return jdbc
                .query(
                        "SELECT requested_at FROM on_demand_read WHERE third_party_id ="
                                + " current_setting('meterport.third_party', true) AND esiid = ?"
                                + " ORDER BY requested_at DESC LIMIT 1",
                        (row, n) -> row.getTimestamp(1).toInstant(),
                        esiid)
                .stream()
                .findFirst();
    }

    @Override
    public boolean take(String esiid, LocalDate day, int most) {
        return !jdbc.queryForList(
                        "INSERT INTO on_demand_quota AS q (tdsp_id, local_day, used)"
                                + " SELECT tdsp_id, ?, 1 FROM premise WHERE esiid = ?"
                                + " ON CONFLICT (tdsp_id, local_day) DO UPDATE SET used = q.used + 1 WHERE q.used < ?"
                                + " RETURNING used",
                        Integer.class,
                        Date.valueOf(day),
                        esiid,
                        most)
                .isEmpty();
    }

    private static OnDemandRead read(ResultSet row) throws SQLException {
        Timestamp readAt = row.getTimestamp("read_at");
        String failure = row.getString("failure_code");
        return new OnDemandRead(
                row.getString("id"),
                new ThirdPartyId(row.getString("third_party_id")),
                row.getString("esiid"),
                Status.valueOf(row.getString("status")),
                row.getTimestamp("requested_at").toInstant(),
                row.getTimestamp("deadline").toInstant(),
                readAt == null
                        ? Optional.empty()
                        : Optional.of(new Registers(
                                row.getLong("delivered_wh"), row.getLong("received_wh"), readAt.toInstant())),
                failure == null
                        ? Optional.empty()
                        : Optional.of(new Failure(failure, row.getString("failure_detail"))));
    }
}
