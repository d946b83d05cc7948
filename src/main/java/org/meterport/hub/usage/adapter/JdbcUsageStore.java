package org.meterport.hub.usage.adapter;

import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.meterport.components.intervalfile.Channel;
import org.meterport.components.intervalfile.DayGrid;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.Esiid;
import org.meterport.hub.database.adapter.SqlQuestion;
import org.meterport.hub.shared.Question;
import org.meterport.hub.usage.UsageStore;
import org.springframework.jdbc.core.JdbcTemplate;

/** Readings as rows of one day each, their slots as arrays. */
public final class JdbcUsageStore implements UsageStore {

    private static final int FETCH_DAYS = 200;

    /** The last two dates hold all queries' days, so that no month beside them is planned for. */
    private static final String STAMPS = """
            SELECT stamp.days || ':' || coalesce(stamp.hash, 0) FROM
            unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
            WITH ORDINALITY AS q (esiid, from_day, to_day, seconds, channel, n) CROSS JOIN LATERAL (
              SELECT count(*) AS days, bit_xor(hashint8extended(
                ((i.usage_day - DATE '2000-01-01')::bigint * 2 + (i.channel = 'CONSUMPTION')::int) << 32
                | i.revision, 0)) AS hash
              FROM interval_day i WHERE i.esiid = q.esiid
              AND i.usage_day BETWEEN q.from_day::date AND q.to_day::date AND i.usage_day BETWEEN ? AND ?
              AND i.interval_seconds = q.seconds::int AND (q.channel = 'ALL' OR i.channel = q.channel) AND i.latest
            ) AS stamp ORDER BY q.n""";

    private final JdbcTemplate jdbc;
    private final DataSource dataSource;
    private final InstantSource clock;

    public JdbcUsageStore(JdbcTemplate jdbc, DataSource dataSource, InstantSource clock) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
        this.clock = clock;
    }

    @Override
    public void lock(String tdspId) {
        UsageFiles.lock(jdbc, tdspId);
    }

    @Override
    public Optional<StoredFile> claim(String tdspId, String sha256, @Nullable Esiid esiid) {
        UsageFiles.lock(jdbc, tdspId);
        return jdbc
                .query(
                        "SELECT id, tdsp_id, file_name, sha256, days, readings, acknowledged_at IS NOT NULL"
                                + " FROM usage_file WHERE tdsp_id = ? AND sha256 = ? AND esiid IS NOT DISTINCT FROM ?",
                        (row, n) -> new StoredFile(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                esiid,
                                row.getLong(5),
                                row.getLong(6),
                                row.getBoolean(7)),
                        tdspId,
                        sha256,
                        esiid == null ? null : esiid.value())
                .stream()
                .findFirst();
    }

    @Override
    public FileWriter write(StoredFile file) {
        return new CopyingWriter(dataSource, file, clock);
    }

    @Override
    public void acknowledged(String fileId) {
        jdbc.update(
                "UPDATE usage_file SET acknowledged_at = ? WHERE id = ? AND acknowledged_at IS NULL",
                Timestamp.from(clock.instant()),
                fileId);
    }

    @Override
    public void read(Query query, Consumer<DayReadings> reader) {
        String sql = "SELECT channel, usage_day, revised_at, array_send(energy_wh), quality FROM interval_day"
                + " WHERE esiid = ? AND usage_day BETWEEN ? AND ? AND interval_seconds = ?"
                + (query.channels() == Channels.ALL ? "" : " AND channel = '" + query.channels() + "'")
                + (query.allRevisions() ? "" : " AND latest")
                + " ORDER BY usage_day, channel, revised_at, revision";
        Esiid esiid = new Esiid(query.esiid());
        jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement(sql);
                    statement.setFetchSize(FETCH_DAYS);
                    statement.setString(1, query.esiid());
                    statement.setDate(2, Date.valueOf(query.from()));
                    statement.setDate(3, Date.valueOf(query.to()));
                    statement.setInt(4, query.intervalSeconds());
                    return statement;
                },
                row -> {
                    reader.accept(day(row, esiid, query.intervalSeconds()));
                });
    }

    /** What a revision holds never changes, so the days and their revisions say it all. */
    @Override
    public Question<List<String>> stamps(List<Query> queries) {
        return new SqlQuestion<>(
                jdbc,
                STAMPS,
                (statement, first) -> {
                    texts(statement, first, queries, Query::esiid);
                    texts(statement, first + 1, queries, query -> query.from().toString());
                    texts(statement, first + 2, queries, query -> query.to().toString());
                    texts(statement, first + 3, queries, query -> String.valueOf(query.intervalSeconds()));
                    texts(
                            statement,
                            first + 4,
                            queries,
                            query -> query.channels().name());
                    statement.setObject(
                            first + 5,
                            Collections.min(queries, Comparator.comparing(Query::from))
                                    .from());
                    statement.setObject(
                            first + 6,
                            Collections.max(queries, Comparator.comparing(Query::to))
                                    .to());
                    return first + 7;
                },
                rows -> {
                    List<String> stamps = new ArrayList<>(queries.size());
                    while (rows.next()) {
                        stamps.add(rows.getString(1));
                    }
                    return stamps;
                });
    }

    private static void texts(PreparedStatement statement, int index, List<Query> queries, Function<Query, String> of)
            throws SQLException {
        statement.setArray(
                index,
                statement
                        .getConnection()
                        .createArrayOf("text", queries.stream().map(of).toArray()));
    }

    @Override
    public Collection<Integer> intervalLengths(String esiid, LocalDate from, LocalDate to) {
        return jdbc.queryForList(
                "SELECT DISTINCT interval_seconds FROM interval_day WHERE esiid = ? AND usage_day BETWEEN ? AND ?"
                        + " AND latest ORDER BY 1",
                Integer.class,
                esiid,
                Date.valueOf(from),
                Date.valueOf(to));
    }

    private static DayReadings day(ResultSet row, Esiid esiid, int intervalSeconds) throws SQLException {
        return DayReadings.of(
                esiid,
                Channel.valueOf(row.getString(1)),
                DayGrid.of(row.getObject(2, LocalDate.class), intervalSeconds),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                BinaryRows.energy(row.getBytes(4)),
                row.getString(5));
    }
}
