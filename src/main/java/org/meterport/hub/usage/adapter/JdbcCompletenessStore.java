package org.meterport.hub.usage.adapter;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.meterport.components.intervalfile.Channel;
import org.meterport.components.intervalfile.DayGrid;
import org.meterport.hub.usage.CompletenessStore;
import org.meterport.hub.usage.DayCompleteness;
import org.springframework.jdbc.core.JdbcTemplate;

/** Completeness from the latest revisions, and from the exceptions noted beside them. */
final class JdbcCompletenessStore implements CompletenessStore {

    private static final int QUARTER_HOUR = 900;
    private static final int FETCH = 2_000;
    private static final String COLUMNS =
            "esiid, usage_day, channel, interval_seconds, expected, present, estimated, received_at";

    private final JdbcTemplate jdbc;
    private final InstantSource clock;

    JdbcCompletenessStore(JdbcTemplate jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public List<DayCompleteness> days(String esiid, Channel channel, LocalDate from, LocalDate to) {
        return jdbc.query(
                "SELECT esiid, usage_day, channel, interval_seconds, length(quality) AS expected,"
                        + " length(replace(quality, '-', '')) AS present,"
                        + " length(quality) - length(replace(quality, 'E', '')) AS estimated, received_at"
                        + " FROM interval_day WHERE esiid = ? AND channel = ? AND usage_day BETWEEN ? AND ? AND latest"
                        + " ORDER BY usage_day, interval_seconds",
                (row, n) -> day(row),
                esiid,
                channel.name(),
                Date.valueOf(from),
                Date.valueOf(to));
    }

    @Override
    public List<UsageException> exceptions(Filter filter, Optional<UsageException> after, int most) {
        StringBuilder sql = new StringBuilder("SELECT tdsp_id, " + COLUMNS + " FROM usage_exception WHERE true");
        List<Object> values = new ArrayList<>();
        filter.tdspId().ifPresent(tdspId -> {
            sql.append(" AND tdsp_id = ?");
            values.add(tdspId);
        });
        filter.day().ifPresent(day -> {
            sql.append(" AND usage_day = ?");
            values.add(Date.valueOf(day));
        });
        after.ifPresent(last -> {
            sql.append(" AND (tdsp_id, usage_day, esiid, channel, interval_seconds) > (?, ?, ?, ?, ?)");
            values.add(last.tdspId());
            values.add(Date.valueOf(last.day().day()));
            values.add(last.day().esiid());
            values.add(last.day().channel().name());
            values.add(last.day().intervalSeconds());
        });
        sql.append(" ORDER BY tdsp_id, usage_day, esiid, channel, interval_seconds LIMIT ?");
        values.add(most);
        return jdbc.query(
                sql.toString(), (row, n) -> new UsageException(row.getString("tdsp_id"), day(row)), values.toArray());
    }

    @Override
    public void exceptions(String tdspId, LocalDate day, Consumer<DayCompleteness> reader) {
        jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement("SELECT " + COLUMNS + " FROM usage_exception"
                            + " WHERE tdsp_id = ? AND usage_day = ? ORDER BY esiid, channel, interval_seconds");
                    statement.setFetchSize(FETCH);
                    statement.setString(1, tdspId);
                    statement.setDate(2, Date.valueOf(day));
                    return statement;
                },
                row -> {
                    reader.accept(day(row));
                });
    }

    @Override
    public void noteAbsences(String tdspId, LocalDate day) {
        UsageFiles.lock(jdbc, tdspId);
        // the day stands in the text, so that the plan looks into one partition
        jdbc.update(
                "INSERT INTO usage_exception (tdsp_id, usage_day, esiid, channel, interval_seconds, expected, present,"
                        + " estimated) SELECT p.tdsp_id, '" + day
                        + "', p.esiid, 'CONSUMPTION', ?, ?, 0, 0 FROM premise p"
                        + " WHERE p.tdsp_id = ? AND NOT EXISTS (SELECT FROM interval_day d WHERE d.esiid = p.esiid"
                        + " AND d.usage_day = '" + day + "' AND d.channel = 'CONSUMPTION' AND d.latest)"
                        + " ON CONFLICT DO NOTHING",
                QUARTER_HOUR,
                DayGrid.of(day, QUARTER_HOUR).slots(),
                tdspId);
    }

    @Override
    public List<Reported> reported() {
        return jdbc.query(
                "SELECT t.id, (SELECT max(r.usage_day) FROM usage_exception_report r WHERE r.tdsp_id = t.id)"
                        + " FROM tdsp t WHERE EXISTS (SELECT FROM premise p WHERE p.tdsp_id = t.id) ORDER BY t.id",
                (row, n) -> new Reported(
                        row.getString(1), Optional.ofNullable(row.getDate(2)).map(Date::toLocalDate)));
    }

    @Override
    public void report(String tdspId, LocalDate day) {
        jdbc.update(
                "INSERT INTO usage_exception_report (tdsp_id, usage_day, premises, absent, incomplete, estimated,"
                        + " reported_at) SELECT ?, ?, (SELECT count(*) FROM premise WHERE tdsp_id = ?),"
                        + " count(*) FILTER (WHERE present = 0),"
                        + " count(*) FILTER (WHERE present > 0 AND present < expected),"
                        + " count(*) FILTER (WHERE estimated > 0), ? FROM usage_exception"
                        + " WHERE tdsp_id = ? AND usage_day = ? ON CONFLICT DO NOTHING",
                tdspId,
                Date.valueOf(day),
                tdspId,
                Timestamp.from(clock.instant()),
                tdspId,
                Date.valueOf(day));
    }

    private static DayCompleteness day(ResultSet row) throws SQLException {
        return new DayCompleteness(
                row.getString("esiid"),
                row.getDate("usage_day").toLocalDate(),
                Channel.valueOf(row.getString("channel")),
                row.getInt("interval_seconds"),
                row.getInt("expected"),
                row.getInt("present"),
                row.getInt("estimated"),
                Optional.ofNullable(row.getTimestamp("received_at")).map(Timestamp::toInstant));
    }
}
