package org.meterport.hub.audit.adapter;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.audit.Disclosure;
import org.meterport.hub.audit.DisclosureLog;
import org.meterport.hub.audit.LoggedDisclosure;
import org.meterport.hub.shared.ThirdPartyId;
import org.springframework.jdbc.core.JdbcTemplate;

/** The log as a table that can only grow. */
public final class JdbcDisclosureLog implements DisclosureLog {

    private static final int BATCH = 1_000;

    private final JdbcTemplate jdbc;
    private final InstantSource clock;

    public JdbcDisclosureLog(JdbcTemplate jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void withhold(String reportId, Collection<String> delivered) {
        jdbc.update("""
                INSERT INTO disclosure (disclosed_at, third_party_id, agreement_id, esiid, kind, from_day, to_day, way,
                reference, bytes)
                SELECT ?, third_party_id, agreement_id, esiid, kind, from_day, to_day, 'WITHHELD', reference, 0
                FROM disclosure d WHERE reference = ? AND way = 'FILE' AND esiid <> ALL (?)
                AND NOT EXISTS (SELECT FROM disclosure w WHERE w.reference = d.reference AND w.esiid = d.esiid
                AND w.kind = d.kind AND w.way = 'WITHHELD')
                ORDER BY d.id""", Timestamp.from(clock.instant()), reportId, delivered.toArray(String[]::new));
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
    public List<Reach> reach(ThirdPartyId thirdParty, Instant from, Instant to, String after, int limit) {
        return jdbc.query(
                """
                SELECT esiid, count(*), min(disclosed_at), max(disclosed_at) FROM disclosure d
                WHERE third_party_id = ? AND disclosed_at >= ? AND disclosed_at < ? AND esiid > ? AND way <> 'WITHHELD'
                AND NOT EXISTS (SELECT FROM disclosure w WHERE w.agreement_id = d.agreement_id
                AND w.reference = d.reference AND w.esiid = d.esiid AND w.kind = d.kind AND w.way = 'WITHHELD')
                GROUP BY esiid ORDER BY esiid LIMIT ?""",
                (row, n) -> new Reach(
                        row.getString(1),
                        row.getLong(2),
                        row.getTimestamp(3).toInstant(),
                        row.getTimestamp(4).toInstant()),
                thirdParty.value(),
                Timestamp.from(from),
                Timestamp.from(to),
                after,
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
        List<Disclosure> all = List.copyOf(disclosures);
        for (int from = 0; from < all.size(); from += BATCH) {
            insert(all.subList(from, Math.min(all.size(), from + BATCH)));
        }
    }

    /** One statement however many rows, so that it is planned once. */
    private void insert(List<Disclosure> rows) {
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.update(connection -> {
            PreparedStatement statement = connection.prepareStatement("INSERT INTO disclosure (disclosed_at,"
                    + " third_party_id, agreement_id, esiid, kind, from_day, to_day, way, reference, bytes)"
                    + " SELECT ?, party, agreement, esiid, kind, from_day::date, to_day::date, way, reference,"
                    + " bytes::bigint FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],"
                    + " ?::text[], ?::text[], ?::text[])"
                    + " AS d (party, agreement, esiid, kind, from_day, to_day, way, reference, bytes)"
                    + " ON CONFLICT DO NOTHING");
            statement.setTimestamp(1, now);
            texts(statement, 2, rows, one -> one.thirdParty().value());
            texts(statement, 3, rows, Disclosure::agreementId);
            texts(statement, 4, rows, Disclosure::esiid);
            texts(statement, 5, rows, Disclosure::kind);
            texts(statement, 6, rows, one -> one.fromDay().toString());
            texts(statement, 7, rows, one -> one.toDay().toString());
            texts(statement, 8, rows, one -> one.way().name());
            texts(statement, 9, rows, Disclosure::reference);
            texts(
                    statement,
                    10,
                    rows,
                    one -> one.bytes().isPresent() ? String.valueOf(one.bytes().getAsLong()) : null);
            return statement;
        });
    }

    private static void texts(
            PreparedStatement statement, int index, List<Disclosure> rows, Function<Disclosure, @Nullable String> of)
            throws SQLException {
        @Nullable String[] texts = new String[rows.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = of.apply(rows.get(i));
        }
        statement.setArray(index, statement.getConnection().createArrayOf("text", texts));
    }
}
