package org.meterport.hub.usage.adapter;

import java.sql.Timestamp;
import java.time.Instant;
import org.meterport.hub.usage.UsageStore.StoredFile;
import org.springframework.jdbc.core.JdbcTemplate;

/** The row that says a file has been stored. */
final class UsageFiles {

    private UsageFiles() {}

    static void add(JdbcTemplate jdbc, StoredFile file, long days, long readings, Instant at) {
        jdbc.update(
                "INSERT INTO usage_file (id, tdsp_id, file_name, sha256, esiid, days, readings, stored_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                file.id(),
                file.tdspId(),
                file.fileName(),
                file.sha256(),
                file.esiid() == null ? null : file.esiid().value(),
                days,
                readings,
                Timestamp.from(at));
    }
}
