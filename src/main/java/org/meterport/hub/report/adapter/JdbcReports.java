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
import org.meterport.hub.report.Report;
import org.meterport.hub.report.Report.RefusedEsiid;
import org.meterport.hub.report.Report.Status;
import org.meterport.hub.report.Reports;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.usage.UsageStore.Channels;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reports as a table. */
public final class JdbcReports implements Reports {

    private static final String COLUMNS =
            "id, third_party_id, from_day, to_day, channels, all_revisions, esiids, status,"
                    + " file_name, bytes, refused, requested_at";
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
        jdbc.update(
                "INSERT INTO report (id, third_party_id, kind, from_day, to_day, channels, all_revisions, esiids, status,"
                        + " file_name, requested_at) VALUES (?, ?, 'INTERVALS', ?, ?, ?, ?, ?, ?, ?, ?)",
                report.id(),
                report.thirdParty().value(),
                Date.valueOf(report.fromDay()),
                Date.valueOf(report.toDay()),
                report.channels().name(),
                report.allRevisions(),
                report.esiids().toArray(String[]::new),
                report.status().name(),
                report.fileName(),
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
    public void refuse(String id, List<RefusedEsiid> refused) {
        jdbc.update("UPDATE report SET refused = ?::jsonb WHERE id = ?", text(refused), id);
    }

    @Override
    public void finish(String id, Status status, long bytes) {
        jdbc.update(
                "UPDATE report SET status = ?, bytes = ?, finished_at = ? WHERE id = ? AND status <> 'DELIVERED'",
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
        return new Report(
                row.getString("id"),
                new ThirdPartyId(row.getString("third_party_id")),
                row.getDate("from_day").toLocalDate(),
                row.getDate("to_day").toLocalDate(),
                Channels.valueOf(row.getString("channels")),
                row.getBoolean("all_revisions"),
                List.of((String[]) row.getArray("esiids").getArray()),
                Status.valueOf(row.getString("status")),
                row.getString("file_name"),
                size,
                refused(row.getString("refused")),
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
