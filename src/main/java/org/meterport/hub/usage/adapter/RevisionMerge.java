package org.meterport.hub.usage.adapter;

import java.sql.Timestamp;
import org.meterport.hub.usage.UsageStore.StoredFile;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Merges days into those that are there already, set by set: days lie in a temporary table of the transaction's own
 * connection, so a roll back leaves no trace.
 */
final class RevisionMerge {

    static final String KEY = "esiid, usage_day, channel, interval_seconds";

    private final JdbcTemplate jdbc;
    private final StoredFile file;
    private final Timestamp received;

    RevisionMerge(JdbcTemplate jdbc, StoredFile file, Timestamp received) {
        this.jdbc = jdbc;
        this.file = file;
        this.received = received;
    }

    /** Makes the table that {@link #merge} takes its days from. */
    void makeTable() {
        jdbc.execute("CREATE TEMPORARY TABLE incoming_day (sequence bigint, usage_day date, esiid text, channel text,"
                + " interval_seconds integer, revised_at timestamptz, energy_wh integer[], quality text)"
                + " ON COMMIT DROP");
    }

    /**
     * Merges all days of the table, which is gone afterwards. One round suffices unless there are several revisions of a
     * day; each round then takes the next older one.
     */
    void merge() {
        jdbc.execute("ANALYZE incoming_day");
        // each day is looked up by its key: no plan may read the months it lies in from end to end
        jdbc.execute("SET LOCAL enable_hashjoin = off");
        jdbc.execute("SET LOCAL enable_mergejoin = off");
        rounds();
        noteExceptions();
        jdbc.execute("DROP TABLE incoming_day");
        jdbc.execute("SET LOCAL enable_hashjoin = on");
        jdbc.execute("SET LOCAL enable_mergejoin = on");
    }

    private void rounds() {
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
        jdbc.execute("DROP TABLE incoming_round");
    }

    /** What the merged days have come to: short or estimated ones are noted, the others no longer. */
    private void noteExceptions() {
        jdbc.update(
                "DELETE FROM usage_exception x USING incoming_day i WHERE x.tdsp_id = ? AND x.usage_day = i.usage_day"
                        + " AND x.esiid = i.esiid AND x.channel = i.channel"
                        + " AND (x.interval_seconds = i.interval_seconds OR x.received_at IS NULL)",
                file.tdspId());
        jdbc.update(
                "INSERT INTO usage_exception (tdsp_id, usage_day, esiid, channel, interval_seconds, expected, present,"
                        + " estimated, received_at)"
                        + " SELECT ?, d.usage_day, d.esiid, d.channel, d.interval_seconds, length(d.quality),"
                        + " length(replace(d.quality, '-', '')), length(d.quality) - length(replace(d.quality, 'E', '')),"
                        + " d.received_at FROM (SELECT DISTINCT " + KEY + " FROM incoming_day) AS i"
                        + " JOIN interval_day d USING (" + KEY + ") WHERE d.latest AND d.quality ~ '[E-]'",
                file.tdspId());
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
                        + " revised_at, energy_wh, quality, usage_file_id, received_at)"
                        + " SELECT usage_day, esiid, channel, interval_seconds, 1, true, revised_at, energy_wh, quality, ?, ?"
                        + " FROM " + incoming + " AS i WHERE NOT EXISTS (SELECT 1 FROM known_day k WHERE"
                        + " k.esiid = i.esiid AND k.usage_day = i.usage_day AND k.channel = i.channel"
                        + " AND k.interval_seconds = i.interval_seconds)",
                file.id(),
                received);
        // an earlier revision that comes late is kept beside the later one
        jdbc.update(
                "INSERT INTO interval_day (usage_day, esiid, channel, interval_seconds, revision, latest,"
                        + " revised_at, energy_wh, quality, usage_file_id, received_at)"
                        + " SELECT usage_day, esiid, channel, interval_seconds, last_revision + 1, false, revised_at,"
                        + " energy_wh, quality, ?, ? FROM known_day WHERE late AND unseen",
                file.id(),
                received);
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
                        + " revised_at, energy_wh, quality, slot_revised_at, usage_file_id, received_at)"
                        + " SELECT usage_day, esiid, channel, interval_seconds,"
                        + " last_revision + CASE WHEN late AND unseen THEN 2 ELSE 1 END, true,"
                        + " greatest(revised_at, was_at), laid_wh, laid_quality, laid_times, ?, ? FROM known_day k WHERE "
                        + changed,
                file.id(),
                received);
        jdbc.execute("DROP TABLE known_day");
    }
}
