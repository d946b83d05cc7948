package org.meterport.hub.conformance.adapter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.meterport.components.intervalfile.Esiid;
import org.meterport.hub.conformance.Rehearsal;
import org.meterport.hub.conformance.Rehearsals;
import org.meterport.hub.conformance.Step;
import org.meterport.hub.shared.ThirdPartyId;
import org.springframework.jdbc.core.JdbcTemplate;

/** Rehearsals as tables. */
final class JdbcRehearsals implements Rehearsals {

    private static final String SELECT = "SELECT * FROM rehearsal WHERE third_party_id = ?";

    private final JdbcTemplate jdbc;

    JdbcRehearsals(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Rehearsal> find(ThirdPartyId thirdParty) {
        return one(SELECT, thirdParty);
    }

    @Override
    public Optional<Rehearsal> lock(ThirdPartyId thirdParty) {
        return one(SELECT + " FOR UPDATE", thirdParty);
    }

    private Optional<Rehearsal> one(String sql, ThirdPartyId thirdParty) {
        Map<Step, Instant> shown = new EnumMap<>(Step.class);
        jdbc.query(
                "SELECT step, shown_at FROM rehearsal_step WHERE third_party_id = ?",
                (ResultSet row) -> {
                    shown.put(
                            Step.valueOf(row.getString(1)), row.getTimestamp(2).toInstant());
                },
                thirdParty.value());
        return jdbc.query(sql, (row, n) -> rehearsal(row, shown), thirdParty.value()).stream()
                .findFirst();
    }

    private static Rehearsal rehearsal(ResultSet row, Map<Step, Instant> shown) throws SQLException {
        return new Rehearsal(
                new ThirdPartyId(row.getString("third_party_id")),
                row.getString("esiid"),
                row.getString("meter_number"),
                row.getInt("rep_certificate"),
                row.getTimestamp("started_at").toInstant(),
                shown);
    }

    /** ESIIDs of 17 digits with 99 after the prefix, which no utility gives out. */
    @Override
    public Optional<Site> freeSite() {
        Long number = jdbc.queryForObject("SELECT nextval('rehearsal_number')", Long.class);
        return jdbc
                .query(
                        "SELECT prefix, tdsp_id FROM tdsp_prefix ORDER BY prefix",
                        (row, n) -> new Site(
                                row.getString(2),
                                row.getString(1) + "99%08d".formatted(number),
                                number == null ? 0 : number))
                .stream()
                .filter(site -> Esiid.parse(site.esiid()) instanceof Esiid.Accepted)
                .findFirst();
    }

    @Override
    public boolean add(Rehearsal made) {
        return jdbc.update(
                        "INSERT INTO rehearsal VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        made.thirdParty().value(),
                        made.esiid(),
                        made.meterNumber(),
                        made.repCertificate(),
                        Timestamp.from(made.startedAt()))
                == 1;
    }

    @Override
    public void shown(ThirdPartyId thirdParty, Step step, String operation, Instant now) {
        jdbc.update(
                "INSERT INTO rehearsal_step VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                thirdParty.value(),
                step.name(),
                operation,
                Timestamp.from(now));
    }
}
