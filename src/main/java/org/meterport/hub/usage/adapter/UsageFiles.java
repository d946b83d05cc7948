package org.meterport.hub.usage.adapter;

import java.sql.Timestamp;
import java.time.Instant;
import org.meterport.hub.usage.UsageStore.StoredFile;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rows that say which files have been stored. */
final class UsageFiles {

    private UsageFiles() {}

    /** Keeps every other store of the utility's usage out until the transaction ends. */
    static void lock(JdbcTemplate jdbc, String tdspId) {
        jdbc.query("SELECT pg_advisory_xact_lock(hashtext(?))", rows -> {}, "usage_file " + tdspId);
    }

    static void add(JdbcTemplate jdbc, StoredFile file, Instant at) {
        jdbc.update(
                "INSERT INTO usage_file (id, tdsp_id, file_name, sha256, esiid, days, readings, stored_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                file.id(),
                file.tdspId(),
                file.fileName(),
                file.sha256(),
                file.esiid() == null ? null : file.esiid().value(),
                file.days(),
                file.readings(),
                Timestamp.from(at));
    }
}
