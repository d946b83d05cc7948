package org.meterport.hub.usage.adapter;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.hub.usage.UsageStore.FileWriter;
import org.meterport.hub.usage.UsageStore.StoredFile;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;

/**
 * Stores a file's days while it is read, some thousands at a time. Days that are new, nearly all, go by binary COPY
 * straight into their month's partition; for those that are there already a temporary table collects, and at the end
 * they are merged set by set. While one portion is on its way the next is read: a thread of its own speaks to the
 * database then, always on the transaction's one connection, so a roll back leaves no trace.
 */
final class CopyingWriter implements FileWriter {

    private static final int PORTION = 1_000;
    /** Of days looked up for nothing; above it each day is looked up by itself. */
    private static final int WASTE_ALLOWED = 20;

    private final JdbcTemplate jdbc;
    private final StoredFile file;
    private final Timestamp received;
    private final Connection connection;
    private final DataSource dataSource;
    private final RevisionMerge merge;
    private final BinaryRows rows = new BinaryRows();
    private final Set<YearMonth> months = new HashSet<>();
    private List<DayReadings> portion = new ArrayList<>(PORTION);
    private @Nullable Handover handover;
    private boolean merging;
    private long sequence;

    CopyingWriter(DataSource dataSource, StoredFile file, InstantSource clock) {
        this.file = file;
        this.dataSource = dataSource;
        this.connection = DataSourceUtils.getConnection(dataSource);
        // bound to the connection, not to the thread: the thread that speaks to the database may be another
        this.jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
        this.received = Timestamp.from(clock.instant());
        this.merge = new RevisionMerge(jdbc, file, received);
    }

    @Override
    public void accept(DayReadings day) {
        portion.add(day);
        if (portion.size() == PORTION) {
            if (handover == null) {
                handover = new Handover(this::store);
            }
            handover.give(portion);
            portion = new ArrayList<>(PORTION);
        }
    }

    @Override
    public void settle() {
        if (handover != null) {
            handover.finish();
            handover = null;
        }
    }

    @Override
    public void finish(StoredFile complete) {
        settle();
        store(portion);
        portion = List.of();
        UsageFiles.add(jdbc, complete, received.toInstant());
        if (merging) {
            merge.merge();
        }
    }

    @Override
    public void close() {
        try {
            if (handover != null) {
                handover.close();
            }
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private void store(List<DayReadings> days) {
        if (days.isEmpty()) {
            return;
        }
        Set<Key> known = known(days);
        Map<YearMonth, List<DayReadings>> fresh = new TreeMap<>();
        List<DayReadings> again = new ArrayList<>();
        for (DayReadings day : days) {
            if (known.add(Key.of(day))) {
                fresh.computeIfAbsent(YearMonth.from(day.day()), month -> new ArrayList<>())
                        .add(day);
            } else {
                again.add(day);
            }
        }
        fresh.forEach(this::copyFresh);
        fresh.values().forEach(this::noteExceptions);
        if (!again.isEmpty()) {
            copyAgain(again);
        }
    }

    /** The keys there are among those of the days; there may be others in the answer. */
    private Set<Key> known(List<DayReadings> days) {
        Set<String> esiids = new HashSet<>();
        LocalDate from = days.get(0).day();
        LocalDate to = from;
        for (DayReadings day : days) {
            esiids.add(day.esiid().value());
            from = day.day().isBefore(from) ? day.day() : from;
            to = day.day().isAfter(to) ? day.day() : to;
        }
        Set<Key> known = new HashSet<>(days.size() * 2);
        long area = esiids.size() * (to.toEpochDay() - from.toEpochDay() + 1);
        if (area > (long) WASTE_ALLOWED * days.size()) {
            days.stream().map(DayReadings::day).distinct().sorted().forEach(day -> {
                String[] those = days.stream()
                        .filter(one -> one.day().equals(day))
                        .map(one -> one.esiid().value())
                        .distinct()
                        .toArray(String[]::new);
                known(day, day, those, known);
            });
        } else {
            known(from, to, esiids.toArray(String[]::new), known);
        }
        return known;
    }

    private void known(LocalDate from, LocalDate to, String[] esiids, Set<Key> known) {
        // the days stand in the text, so that the plan knows which partitions there are to look into
        jdbc.query(
                "SELECT esiid, usage_day, channel, interval_seconds FROM interval_day WHERE usage_day BETWEEN '" + from
                        + "' AND '" + to + "' AND latest AND esiid = ANY (?)",
                row -> {
                    known.add(new Key(row.getString(1), row.getDate(2).toLocalDate(), row.getString(3), row.getInt(4)));
                },
                (Object) esiids);
    }

    private void copyFresh(YearMonth month, List<DayReadings> days) {
        if (months.add(month)) {
            jdbc.query("SELECT ensure_interval_month(?)", row -> {}, java.sql.Date.valueOf(month.atDay(1)));
        }
        rows.clear();
        for (DayReadings day : days) {
            rows.row(11);
            rows.date(day.day());
            rows.text(day.esiid().value());
            rows.text(day.channel().name());
            rows.integer(day.intervalSeconds());
            rows.integer(1);
            rows.bool(true);
            rows.moment(day.revisedAt());
            rows.energy(day);
            rows.text(day.qualities());
            rows.text(file.id());
            rows.moment(received.toInstant());
        }
        copy(String.format(
                java.util.Locale.ROOT,
                "COPY interval_day_%04d%02d (usage_day, esiid, channel, interval_seconds, revision, latest, revised_at,"
                        + " energy_wh, quality, usage_file_id, received_at) FROM STDIN (FORMAT binary)",
                month.getYear(),
                month.getMonthValue()));
    }

    private void copyAgain(List<DayReadings> days) {
        if (!merging) {
            merge.makeTable();
            merging = true;
        }
        rows.clear();
        for (DayReadings day : days) {
            rows.row(8);
            rows.big(sequence++);
            rows.date(day.day());
            rows.text(day.esiid().value());
            rows.text(day.channel().name());
            rows.integer(day.intervalSeconds());
            rows.moment(day.revisedAt());
            rows.energy(day);
            rows.text(day.qualities());
        }
        copy("COPY incoming_day FROM STDIN (FORMAT binary)");
    }

    private void copy(String command) {
        rows.end();
        CopyIn copy = null;
        try {
            copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(command);
            copy.writeToCopy(rows.bytes(), 0, rows.length());
            copy.endCopy();
        } catch (SQLException failed) {
            cancel(copy);
            var known = new SQLExceptionSubclassTranslator().translate("COPY", null, failed);
            throw known == null ? new UncheckedIOException(new java.io.IOException(failed)) : known;
        }
    }

    private static void cancel(@Nullable CopyIn copy) {
        try {
            if (copy != null && copy.isActive()) {
                copy.cancelCopy();
            }
        } catch (SQLException alreadyBroken) {
            // the transaction rolls back either way
            return;
        }
    }

    /** A day whose absence was noted has come; and what came may be short or estimated. */
    private void noteExceptions(List<DayReadings> days) {
        LocalDate from =
                days.stream().map(DayReadings::day).min(LocalDate::compareTo).orElseThrow();
        LocalDate to =
                days.stream().map(DayReadings::day).max(LocalDate::compareTo).orElseThrow();
        Boolean absences = jdbc.queryForObject(
                "SELECT EXISTS (SELECT FROM usage_exception WHERE tdsp_id = ? AND usage_day BETWEEN ? AND ?"
                        + " AND received_at IS NULL)",
                Boolean.class,
                file.tdspId(),
                java.sql.Date.valueOf(from),
                java.sql.Date.valueOf(to));
        if (Boolean.TRUE.equals(absences)) {
            jdbc.update(
                    "DELETE FROM usage_exception x USING unnest(?::text[], ?::text[], ?::text[]) AS i(esiid, day, channel)"
                            + " WHERE x.tdsp_id = ? AND x.usage_day = i.day::date AND x.esiid = i.esiid"
                            + " AND x.channel = i.channel AND x.received_at IS NULL",
                    days.stream().map(day -> day.esiid().value()).toArray(String[]::new),
                    days.stream().map(day -> day.day().toString()).toArray(String[]::new),
                    days.stream().map(day -> day.channel().name()).toArray(String[]::new),
                    file.tdspId());
        }
        List<DayReadings> exceptions =
                days.stream().filter(day -> !day.isAllActual()).toList();
        if (!exceptions.isEmpty()) {
            copyExceptions(exceptions);
        }
    }

    private void copyExceptions(List<DayReadings> days) {
        rows.clear();
        for (DayReadings day : days) {
            rows.row(9);
            rows.text(file.tdspId());
            rows.date(day.day());
            rows.text(day.esiid().value());
            rows.text(day.channel().name());
            rows.integer(day.intervalSeconds());
            rows.integer(day.slots());
            rows.integer(day.present());
            rows.integer(day.estimated());
            rows.moment(received.toInstant());
        }
        copy("COPY usage_exception (tdsp_id, usage_day, esiid, channel, interval_seconds, expected, present, estimated,"
                + " received_at) FROM STDIN (FORMAT binary)");
    }

    /** What makes a day a day of its own. */
    private record Key(String esiid, LocalDate day, String channel, int intervalSeconds) {
        static Key of(DayReadings day) {
            return new Key(day.esiid().value(), day.day(), day.channel().name(), day.intervalSeconds());
        }
    }
}
