package org.meterport.hub.schedule.adapter;

import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.meterport.hub.agreement.DataKind;
import org.meterport.hub.report.Packing;
import org.meterport.hub.report.ReportFormat;
import org.meterport.hub.report.ReportKind;
import org.meterport.hub.schedule.Schedule;
import org.meterport.hub.schedule.Schedule.Frequency;
import org.meterport.hub.schedule.Schedule.Plan;
import org.meterport.hub.schedule.Schedules;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.usage.UsageStore.Channels;
import org.springframework.jdbc.core.JdbcTemplate;

/** Schedules as a table. */
public final class JdbcSchedules implements Schedules {

    private static final String SELECT = "SELECT id, number, third_party_id, kind, frequency, esiids, channels, format,"
            + " packing, state, made_at, first_day, covered_to, looked_to, last_report_at FROM report_schedule";

    private final JdbcTemplate jdbc;
    private final InstantSource clock;

    public JdbcSchedules(JdbcTemplate jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public boolean add(Schedule schedule) {
        Plan plan = schedule.plan();
        return jdbc.update(
                        "INSERT INTO report_schedule (id, third_party_id, kind, frequency, esiids, scope, channels, format,"
                                + " packing, state, made_at, first_day, covered_to, looked_to) VALUES"
                                + " (?, ?, ?, ?, NULLIF(?::text[], '{}'::text[]), md5(?), ?, ?, ?, 'ACTIVE', ?, ?, ?, ?)"
                                + " ON CONFLICT DO NOTHING",
                        schedule.id(),
                        schedule.thirdParty().value(),
                        plan.kind().name(),
                        plan.frequency().name(),
                        plan.esiids().toArray(String[]::new),
                        String.join(",", plan.esiids()),
                        plan.channels().name(),
                        plan.format().name(),
                        plan.packing().name(),
                        Timestamp.from(schedule.madeAt()),
                        Date.valueOf(schedule.firstDay()),
                        Date.valueOf(schedule.coveredTo()),
                        Timestamp.from(schedule.lookedTo()))
                == 1;
    }

    @Override
    public Optional<Schedule> find(String id) {
        return one(SELECT + " WHERE id = ?", id);
    }

    @Override
    public Optional<Schedule> numbered(long number) {
        return one(SELECT + " WHERE number = ?", number);
    }

    @Override
    public Optional<Schedule> lock(String id) {
        return one(SELECT + " WHERE id = ? AND state = 'ACTIVE' FOR UPDATE", id);
    }

    @Override
    public List<Schedule> list(Optional<String> before, int limit) {
        String last = before.orElse(null);
        return jdbc.query(
                SELECT + " WHERE (?::text IS NULL OR id < ?) ORDER BY id DESC LIMIT ?",
                (row, n) -> schedule(row),
                last,
                last,
                limit);
    }

    @Override
    public List<Schedule> active() {
        return jdbc.query(SELECT + " WHERE state = 'ACTIVE' ORDER BY id", (row, n) -> schedule(row));
    }

    @Override
    public void advance(String id, LocalDate coveredTo, Instant lookedTo, Optional<Instant> lastReportAt) {
        jdbc.update(
                "UPDATE report_schedule SET covered_to = ?, looked_to = ?, last_report_at = COALESCE(?, last_report_at)"
                        + " WHERE id = ?",
                Date.valueOf(coveredTo),
                Timestamp.from(lookedTo),
                lastReportAt.map(Timestamp::from).orElse(null),
                id);
    }

    @Override
    public void end(String id) {
        jdbc.update(
                "UPDATE report_schedule SET state = 'ENDED', ended_at = ? WHERE id = ? AND state = 'ACTIVE'",
                Timestamp.from(clock.instant()),
                id);
    }

    @Override
    public List<String> continuous(ThirdPartyId thirdParty, Collection<String> among, DataKind data) {
        return jdbc.query(
                "SELECT p.esiid FROM agreement_premise p JOIN agreement a ON a.id = p.agreement_id"
                        + " WHERE p.third_party_id = ? AND p.kind = 'ENERGY_DATA' AND p.phase = 'LIVE' AND NOT p.one_time"
                        + " AND ? = ANY (p.data) AND (? OR p.esiid = ANY (?)) AND a.state = 'ACTIVE'"
                        + " AND a.starts_at <= current_setting('meterport.now')::timestamptz"
                        + " AND a.ends_at > current_setting('meterport.now')::timestamptz ORDER BY p.esiid",
                (row, n) -> row.getString(1),
                thirdParty.value(),
                data.name(),
                among.isEmpty(),
                among.toArray(String[]::new));
    }

    @Override
    public Optional<Late> late(
            Plan plan, Collection<String> esiids, LocalDate from, LocalDate to, Instant after, Instant until) {
        String table = switch (plan.kind()) {
            case INTERVALS ->
                "(SELECT esiid, usage_day AS first, usage_day AS last, usage_file_id FROM interval_day"
                        + " WHERE latest) AS d";
            case DAILY ->
                "(SELECT esiid, read_day AS first, read_day AS last, usage_file_id FROM register_read)" + " AS d";
            case MONTHLY ->
                "(SELECT esiid, first_day AS first, last_day AS last, usage_file_id FROM" + " billing_month) AS d";
            case METERS, PREMISES -> throw new IllegalArgumentException("nothing of this kind can be late");
        };
        return jdbc
                .query(
                        "SELECT array_agg(DISTINCT d.esiid ORDER BY d.esiid), min(d.first), max(d.last) FROM " + table
                                + " JOIN usage_file f ON f.id = d.usage_file_id WHERE d.esiid = ANY (?)"
                                + " AND d.first >= ? AND d.last <= ? AND f.stored_at > ? AND f.stored_at <= ?"
                                + " HAVING count(*) > 0",
                        (row, n) -> new Late(
                                List.of((String[]) row.getArray(1).getArray()),
                                row.getDate(2).toLocalDate(),
                                row.getDate(3).toLocalDate()),
                        esiids.toArray(String[]::new),
                        Date.valueOf(from),
                        Date.valueOf(to),
                        Timestamp.from(after),
                        Timestamp.from(until))
                .stream()
                .findFirst();
    }

    private Optional<Schedule> one(String sql, Object key) {
        return jdbc.query(sql, (row, n) -> schedule(row), key).stream().findFirst();
    }

    private static Schedule schedule(ResultSet row) throws SQLException {
        Array esiids = row.getArray("esiids");
        List<String> named = new ArrayList<>();
        if (esiids != null) {
            named.addAll(List.of((String[]) esiids.getArray()));
        }
        return new Schedule(
                row.getString("id"),
                row.getLong("number"),
                new ThirdPartyId(row.getString("third_party_id")),
                new Plan(
                        ReportKind.valueOf(row.getString("kind")),
                        Frequency.valueOf(row.getString("frequency")),
                        named,
                        Channels.valueOf(row.getString("channels")),
                        ReportFormat.valueOf(row.getString("format")),
                        Packing.valueOf(row.getString("packing"))),
                row.getString("state").equals("ACTIVE"),
                row.getTimestamp("made_at").toInstant(),
                row.getDate("first_day").toLocalDate(),
                row.getDate("covered_to").toLocalDate(),
                row.getTimestamp("looked_to").toInstant(),
                Optional.ofNullable(row.getTimestamp("last_report_at")).map(Timestamp::toInstant));
    }
}
