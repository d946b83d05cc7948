package org.meterport.hub.report.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.meterport.hub.report.Packing;
import org.meterport.hub.report.Report;
import org.meterport.hub.report.Report.Failure;
import org.meterport.hub.report.Report.RefusedEsiid;
import org.meterport.hub.report.Report.Status;
import org.meterport.hub.report.ReportFormat;
import org.meterport.hub.report.ReportKind;
import org.meterport.hub.report.ReportOrder;
import org.meterport.hub.report.Reports;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.usage.UsageStore.Channels;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reports as a table. */
public final class JdbcReports implements Reports {

    private static final String COLUMNS =
            "id, third_party_id, kind, from_day, to_day, channels, all_revisions, format, packing, esiids, status,"
                    + " file_name, done, bytes, refused, failure_code, failure_detail, schedule_id, requested_at";
    private static final String OPEN = " AND status NOT IN ('DELIVERED', 'EMPTY')";
    private static final TypeReference<List<RefusedEsiid>> REFUSED = new TypeReference<>() {};

    private final JdbcTemplate jdbc;
    private final ObjectMapper json;
    private final InstantSource clock;

    public JdbcReports(JdbcTemplate jdbc, ObjectMapper json, InstantSource clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void add(Report report) {
        ReportOrder order = report.order();
        jdbc.update(
                "INSERT INTO report (id, third_party_id, kind, from_day, to_day, channels, all_revisions, format, packing,"
                        + " esiids, status, file_name, schedule_id, requested_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                report.id(),
                report.thirdParty().value(),
                order.kind().name(),
                Date.valueOf(order.from()),
                Date.valueOf(order.to()),
                order.channels().name(),
                order.allRevisions(),
                order.format().name(),
                order.packing().name(),
                order.esiids().toArray(String[]::new),
                report.status().name(),
                report.fileName(),
                report.schedule().orElse(null),
                Timestamp.from(report.requestedAt()));
    }

    @Override
    public Optional<Report> find(String id) {
        return select(id, "");
    }

    @Override
    public Optional<Report> lock(String id) {
        return select(id, " FOR UPDATE");
    }

    @Override
    public List<Report> list(Optional<String> before, int limit) {
        String last = before.orElse(null);
        return jdbc.query(
                "SELECT " + COLUMNS + " FROM report WHERE (?::text IS NULL OR id < ?) ORDER BY id DESC LIMIT ?",
                (row, n) -> report(row),
                last,
                last,
                limit);
    }

    @Override
    public void progress(String id, int done) {
        jdbc.update(
                "UPDATE report SET status = 'RUNNING', failure_code = NULL, failure_detail = NULL, done = ?"
                        + " WHERE id = ?" + OPEN,
                done,
                id);
    }

    @Override
    public void fail(String id, Failure failure) {
        jdbc.update(
                "UPDATE report SET status = 'FAILED', failure_code = ?, failure_detail = ?, finished_at = ? WHERE id = ?"
                        + OPEN,
                failure.code(),
                failure.detail(),
                Timestamp.from(clock.instant()),
                id);
    }

    @Override
    public int defect(String id) {
        Integer defects = jdbc.queryForObject(
                "UPDATE report SET defects = defects + 1 WHERE id = ? RETURNING defects", Integer.class, id);
        return defects == null ? 0 : defects;
    }

    @Override
    public void refuse(String id, List<RefusedEsiid> refused) {
        jdbc.update("UPDATE report SET refused = ?::jsonb WHERE id = ?", text(refused), id);
    }

    @Override
    public void finish(String id, Status status, long bytes) {
        jdbc.update(
                "UPDATE report SET status = ?, bytes = ?, done = cardinality(esiids), failure_code = NULL,"
                        + " failure_detail = NULL, finished_at = ? WHERE id = ? AND status <> 'DELIVERED'",
                status.name(),
                bytes,
                Timestamp.from(clock.instant()),
                id);
    }

    private Optional<Report> select(String id, String suffix) {
        return jdbc
                .query("SELECT " + COLUMNS + " FROM report WHERE id = ?" + suffix, (row, n) -> report(row), id)
                .stream()
                .findFirst();
    }

    private Report report(ResultSet row) throws SQLException {
        long bytes = row.getLong("bytes");
        Optional<Long> size = row.wasNull() ? Optional.empty() : Optional.of(bytes);
        String failure = row.getString("failure_code");
        return new Report(
                row.getString("id"),
                new ThirdPartyId(row.getString("third_party_id")),
                new ReportOrder(
                        ReportKind.valueOf(row.getString("kind")),
                        List.of((String[]) row.getArray("esiids").getArray()),
                        row.getDate("from_day").toLocalDate(),
                        row.getDate("to_day").toLocalDate(),
                        Channels.valueOf(row.getString("channels")),
                        row.getBoolean("all_revisions"),
                        ReportFormat.valueOf(row.getString("format")),
                        Packing.valueOf(row.getString("packing"))),
                Status.valueOf(row.getString("status")),
                row.getString("file_name"),
                row.getInt("done"),
                size,
                refused(row.getString("refused")),
                failure == null ? Optional.empty() : Optional.of(new Failure(failure, row.getString("failure_detail"))),
                Optional.ofNullable(row.getString("schedule_id")),
                row.getTimestamp("requested_at").toInstant());
    }

    private List<RefusedEsiid> refused(String text) {
        try {
            return json.readValue(text, REFUSED);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a report's result lines are not JSON", impossible);
        }
    }

    private String text(List<RefusedEsiid> refused) {
        try {
            return json.writeValueAsString(refused);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("result lines cannot be written as JSON", impossible);
        }
    }
}
