package org.meterport.hub.audit.adapter;

import java.sql.Date;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.meterport.hub.audit.Disclosure;
import org.meterport.hub.audit.DisclosureLog;
import org.meterport.hub.audit.LoggedDisclosure;
import org.springframework.jdbc.core.JdbcTemplate;

/** The log as a table that can only grow. */
public final class JdbcDisclosureLog implements DisclosureLog {

    private final JdbcTemplate jdbc;
    private final InstantSource clock;

    public JdbcDisclosureLog(JdbcTemplate jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public Map<String, String> ofReport(String reportId) {
        Map<String, String> agreementByEsiid = new HashMap<>();
        jdbc.query(
                "SELECT esiid, agreement_id FROM disclosure WHERE reference = ? AND way = 'FILE'",
                row -> {
                    agreementByEsiid.put(row.getString(1), row.getString(2));
                },
                reportId);
        return agreementByEsiid;
    }

    @Override
    public List<LoggedDisclosure> under(Collection<String> agreementIds, int limit) {
        return jdbc.query(
                "SELECT * FROM disclosure WHERE agreement_id = ANY (?) ORDER BY id DESC LIMIT ?",
                (row, n) -> DisclosureRows.read(row),
                agreementIds.toArray(String[]::new),
                limit);
    }

    @Override
    public List<LoggedDisclosure> of(String esiid, int limit) {
        return jdbc.query(
                "SELECT * FROM disclosure WHERE esiid = ? ORDER BY id DESC LIMIT ?",
                (row, n) -> DisclosureRows.read(row),
                esiid,
                limit);
    }

    @Override
    public void add(Collection<Disclosure> disclosures) {
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.batchUpdate(
                "INSERT INTO disclosure (disclosed_at, third_party_id, agreement_id, esiid, kind, from_day, to_day, way,"
                        + " reference, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                disclosures,
                1_000,
                (row, disclosure) -> {
                    row.setTimestamp(1, now);
                    row.setString(2, disclosure.thirdParty().value());
                    row.setString(3, disclosure.agreementId());
                    row.setString(4, disclosure.esiid());
                    row.setString(5, disclosure.kind());
                    row.setDate(6, Date.valueOf(disclosure.fromDay()));
                    row.setDate(7, Date.valueOf(disclosure.toDay()));
                    row.setString(8, disclosure.way().name());
                    row.setString(9, disclosure.reference());
                    row.setObject(
                            10,
                            disclosure.bytes().isPresent() ? disclosure.bytes().getAsLong() : null,
                            Types.BIGINT);
                });
    }
}
