package org.meterport.hub.usage.adapter;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.hub.usage.UsageStore.FileWriter;
import org.meterport.hub.usage.UsageStore.StoredFile;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;

/**
 * Streams a file's days into a temporary table by COPY while the file is read, then merges them set by set. Everything
 * happens on the transaction's own connection, so a roll back leaves no trace.
 */
final class CopyingWriter implements FileWriter {

    private static final String KEY = "esiid, usage_day, channel, interval_seconds";
    private static final int BUFFER = 1 << 16;

    private final JdbcTemplate jdbc;
    private final StoredFile file;
    private final InstantSource clock;
    private final Connection connection;
    private final DataSource dataSource;
    private final StringBuilder buffer = new StringBuilder(BUFFER + 4_096);
    private @Nullable CopyIn copy;
    private long sequence;

    CopyingWriter(JdbcTemplate jdbc, DataSource dataSource, StoredFile file, InstantSource clock) {
        this.jdbc = jdbc;
        this.file = file;
        this.clock = clock;
        this.dataSource = dataSource;
        jdbc.execute("CREATE TEMPORARY TABLE incoming_day (sequence bigint, usage_day date, esiid text, channel text,"
                + " interval_seconds integer, revised_at timestamptz, energy_wh integer[], quality text)"
                + " ON COMMIT DROP");
        this.connection = DataSourceUtils.getConnection(dataSource);
        try {
            this.copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY incoming_day FROM STDIN");
        } catch (SQLException failed) {
            throw translated(failed);
        }
    }

    @Override
    public void accept(DayReadings day) {
        buffer.append(sequence++).append('\t');
        buffer.append(day.day()).append('\t');
        buffer.append(day.esiid().value()).append('\t');
        buffer.append(day.channel().name()).append('\t');
        buffer.append(day.intervalSeconds()).append('\t');
        buffer.append(day.revisedAt()).append('\t').append('{');
        for (int slot = 0; slot < day.slots(); slot++) {
            if (slot > 0) {
                buffer.append(',');
            }
            if (day.isPresent(slot)) {
                buffer.append(day.wattHours(slot));
            } else {
                buffer.append("NULL");
            }
        }
        buffer.append("}\t").append(day.qualities()).append('\n');
        if (buffer.length() > BUFFER) {
            flush();
        }
    }

    @Override
    public void finish(long days, long readings) {
        flush();
        try {
            if (copy != null) {
                copy.endCopy();
                copy = null;
            }
        } catch (SQLException failed) {
            throw translated(failed);
        }
        UsageFiles.add(jdbc, file, days, readings, clock.instant());
        jdbc.query(
                "SELECT ensure_interval_month(month::date) FROM"
                        + " (SELECT DISTINCT date_trunc('month', usage_day) AS month FROM incoming_day) AS months",
                rows -> {});
        merge();
    }

    @Override
    public void close() {
        try {
            if (copy != null && copy.isActive()) {
                copy.cancelCopy();
            }
        } catch (SQLException alreadyBroken) {
            // the transaction rolls back either way
            copy = null;
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    /** One round suffices unless the file holds several revisions of a day; each round then takes the next older one. */
    private void merge() {
        Integer rounds = jdbc.queryForObject(
                "SELECT COALESCE(max(n), 0) FROM (SELECT count(*) AS n FROM incoming_day GROUP BY " + KEY
                        + ") AS counts",
                Integer.class);
        if (rounds == null || rounds <= 1) {
            mergeRound("incoming_day");
            return;
        }
        jdbc.execute(
                "CREATE TEMPORARY TABLE incoming_round ON COMMIT DROP AS SELECT *, row_number() OVER (PARTITION BY "
                        + KEY + " ORDER BY revised_at, sequence) AS round FROM incoming_day");
        for (int round = 1; round <= rounds; round++) {
            mergeRound("(SELECT * FROM incoming_round WHERE round = " + round + ")");
        }
    }

    private void mergeRound(String incoming) {
        jdbc.execute("CREATE TEMPORARY TABLE known_day ON COMMIT DROP AS SELECT i.usage_day, i.esiid, i.channel,"
                + " i.interval_seconds, i.revised_at, i.energy_wh, i.quality, d.revised_at AS was_at,"
                + " d.energy_wh AS was_wh, d.quality AS was_quality, d.slot_revised_at AS was_times,"
                + " i.revised_at < d.revised_at AS late,"
                + " laid.laid_wh, laid.laid_quality, laid.laid_times,"
                + " (SELECT max(m.revision) FROM interval_day m WHERE m.esiid = i.esiid"
                + "   AND m.usage_day = i.usage_day AND m.channel = i.channel"
                + "   AND m.interval_seconds = i.interval_seconds) AS last_revision,"
                + " NOT EXISTS (SELECT 1 FROM interval_day s CROSS JOIN LATERAL laid_over(s.energy_wh, s.quality,"
                + "   s.revised_at, NULL, i.energy_wh, i.quality, i.revised_at) AS again"
                + "   WHERE s.esiid = i.esiid AND s.usage_day = i.usage_day AND s.channel = i.channel"
                + "   AND s.interval_seconds = i.interval_seconds AND s.revised_at = i.revised_at"
                + "   AND again.laid_wh = s.energy_wh AND again.laid_quality = s.quality) AS unseen"
                + " FROM " + incoming + " AS i JOIN interval_day d USING (" + KEY + ") CROSS JOIN LATERAL"
                + " laid_over(d.energy_wh, d.quality, d.revised_at, d.slot_revised_at,"
                + "   i.energy_wh, i.quality, i.revised_at) AS laid WHERE d.latest");
        jdbc.update(
                "INSERT INTO interval_day (usage_day, esiid, channel, interval_seconds, revision, latest,"
                        + " revised_at, energy_wh, quality, usage_file_id)"
                        + " SELECT usage_day, esiid, channel, interval_seconds, 1, true, revised_at, energy_wh, quality, ?"
                        + " FROM " + incoming + " AS i WHERE NOT EXISTS (SELECT 1 FROM known_day k WHERE"
                        + " k.esiid = i.esiid AND k.usage_day = i.usage_day AND k.channel = i.channel"
                        + " AND k.interval_seconds = i.interval_seconds)",
                file.id());
        // an earlier revision that comes late is kept beside the later one
        jdbc.update(
                "INSERT INTO interval_day (usage_day, esiid, channel, interval_seconds, revision, latest,"
                        + " revised_at, energy_wh, quality, usage_file_id)"
                        + " SELECT usage_day, esiid, channel, interval_seconds, last_revision + 1, false, revised_at,"
                        + " energy_wh, quality, ? FROM known_day WHERE late AND unseen",
                file.id());
        String changed = "(laid_wh IS DISTINCT FROM was_wh OR laid_quality IS DISTINCT FROM was_quality"
                + " OR k.revised_at > k.was_at)";
        String itsLatest = "d.latest AND d.esiid = k.esiid AND d.usage_day = k.usage_day"
                + " AND d.channel = k.channel AND d.interval_seconds = k.interval_seconds";
        // the same numbers from a newer revision of some slots: no new row, but older ones must not replace them later
        jdbc.update("UPDATE interval_day d SET slot_revised_at = laid_times FROM known_day k WHERE " + itsLatest
                + " AND laid_times IS DISTINCT FROM was_times AND NOT " + changed);
        jdbc.update("UPDATE interval_day d SET latest = false FROM known_day k WHERE " + itsLatest + " AND " + changed);
        jdbc.update(
                "INSERT INTO interval_day (usage_day, esiid, channel, interval_seconds, revision, latest,"
                        + " revised_at, energy_wh, quality, slot_revised_at, usage_file_id)"
                        + " SELECT usage_day, esiid, channel, interval_seconds,"
                        + " last_revision + CASE WHEN late AND unseen THEN 2 ELSE 1 END, true,"
                        + " greatest(revised_at, was_at), laid_wh, laid_quality, laid_times, ? FROM known_day k WHERE "
                        + changed,
                file.id());
        jdbc.execute("DROP TABLE known_day");
    }

    private void flush() {
        byte[] bytes = buffer.toString().getBytes(StandardCharsets.US_ASCII);
        buffer.setLength(0);
        try {
            if (copy == null) {
                throw new IllegalStateException("the file is finished");
            }
            copy.writeToCopy(bytes, 0, bytes.length);
        } catch (SQLException failed) {
            throw translated(failed);
        }
    }

    private static RuntimeException translated(SQLException failed) {
        var known = new SQLExceptionSubclassTranslator().translate("COPY incoming_day", null, failed);
        return known == null ? new UncheckedIOException(new java.io.IOException(failed)) : known;
    }
}
