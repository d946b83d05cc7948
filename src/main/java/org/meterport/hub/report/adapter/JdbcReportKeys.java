package org.meterport.hub.report.adapter;

import java.sql.Timestamp;
import java.util.Optional;
import org.meterport.hub.report.ReportKey;
import org.meterport.hub.report.ReportKeys;
import org.meterport.hub.shared.ThirdPartyId;
import org.springframework.jdbc.core.JdbcTemplate;

/** Report keys as a table. */
public final class JdbcReportKeys implements ReportKeys {

    private final JdbcTemplate jdbc;

    public JdbcReportKeys(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<ReportKey> find(ThirdPartyId thirdParty) {
        return jdbc
                .query(
                        "SELECT fingerprint, armored, set_at FROM report_key WHERE third_party_id = ?",
                        (row, n) -> new ReportKey(
                                thirdParty,
                                row.getString(1),
                                row.getString(2),
                                row.getTimestamp(3).toInstant()),
                        thirdParty.value())
                .stream()
                .findFirst();
    }

    @Override
    public void put(ReportKey key) {
        jdbc.update(
                "INSERT INTO report_key VALUES (?, ?, ?, ?) ON CONFLICT (third_party_id) DO UPDATE SET"
                        + " fingerprint = EXCLUDED.fingerprint, armored = EXCLUDED.armored, set_at = EXCLUDED.set_at",
                key.thirdParty().value(),
                key.fingerprint(),
                key.armored(),
                Timestamp.from(key.setAt()));
    }
}
