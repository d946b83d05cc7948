package org.meterport.hub.agreement.adapter;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.meterport.hub.agreement.AgreementKind;
import org.meterport.hub.agreement.DataKind;
import org.meterport.hub.agreement.Grants;
import org.meterport.hub.database.adapter.SqlQuestion;
import org.meterport.hub.shared.Question;
import org.meterport.hub.shared.ThirdPartyId;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Grants as rows of {@code agreement_premise}, one index probe an ESIID.
 *
 * <p>Why an end and a disclosure cannot cross: an end updates the agreement's premise rows. If it committed first, the
 * locking read sees the new phase and leaves the row out; if the disclosure locked first, the end waits for it. Ends, and
 * readers of one-time grants, lock agreements before premises and each in one order, so none wait in a ring.
 */
public final class JdbcGrants implements Grants {

    private static final String LIVE = """
            SELECT p.esiid, p.agreement_id FROM agreement_premise p
            JOIN agreement a ON a.id = p.agreement_id
            JOIN third_party t ON t.id = p.third_party_id AND t.status = 'ACTIVE'
            WHERE p.esiid = ANY (?) AND p.third_party_id = ? AND p.kind = ? AND p.phase = 'LIVE'
            AND a.state = 'ACTIVE' AND a.starts_at <= current_setting('meterport.now')::timestamptz
            AND (a.ends_at IS NULL OR a.ends_at > current_setting('meterport.now')::timestamptz)
            """;

    private static final String COVERED = LIVE + " AND ? = ANY (p.data)";
    private static final String UNUSED = " AND NOT EXISTS (SELECT FROM disclosure d"
            + " WHERE d.agreement_id = p.agreement_id AND d.esiid = p.esiid AND d.reference <> ?"
            // how many readings there are is not yet the readings
            + " AND d.kind <> 'COMPLETENESS')";
    private static final String SHARED = " ORDER BY p.esiid FOR SHARE OF p";
    private static final String CONTINUOUS = COVERED + " AND NOT p.one_time" + SHARED;
    private static final String ALONE = " ORDER BY a.id FOR NO KEY UPDATE OF a";

    private final JdbcTemplate jdbc;
    private final OneTimeDelivery oneTimeDelivery;

    public JdbcGrants(JdbcTemplate jdbc, OneTimeDelivery oneTimeDelivery) {
        this.jdbc = jdbc;
        this.oneTimeDelivery = oneTimeDelivery;
    }

    @Override
    public Map<String, String> live(ThirdPartyId thirdParty, Collection<String> esiids, AgreementKind kind) {
        return query(LIVE + SHARED, thirdParty, esiids, kind);
    }

    @Override
    public Map<String, String> readable(
            ThirdPartyId thirdParty, Collection<String> esiids, DataKind data, String reference) {
        Map<String, String> found = continuous(thirdParty, esiids, data);
        if (found.size() < esiids.size()) {
            String once = COVERED + " AND p.one_time";
            // Whoever comes second waits here, and only the next statement sees what the first one has used up.
            query(once + ALONE, thirdParty, esiids, AgreementKind.ENERGY_DATA, data.name());
            found.putAll(query(
                    once + UNUSED + SHARED, thirdParty, esiids, AgreementKind.ENERGY_DATA, data.name(), reference));
        }
        return found;
    }

    @Override
    public Map<String, String> continuous(ThirdPartyId thirdParty, Collection<String> esiids, DataKind data) {
        return query(CONTINUOUS, thirdParty, esiids, AgreementKind.ENERGY_DATA, data.name());
    }

    @Override
    public Question<Map<String, String>> continuousFirst(
            ThirdPartyId thirdParty, Collection<String> esiids, DataKind data) {
        return question(CONTINUOUS, thirdParty, esiids, AgreementKind.ENERGY_DATA, data.name());
    }

    @Override
    public List<String> devices(String agreementId) {
        return jdbc.queryForList("SELECT unnest(devices) FROM agreement WHERE id = ?", String.class, agreementId);
    }

    @Override
    public void delivered(ThirdPartyId thirdParty, Map<String, String> agreementByEsiid) {
        oneTimeDelivery.delivered(thirdParty, agreementByEsiid);
    }

    private Map<String, String> query(
            String sql, ThirdPartyId thirdParty, Collection<String> esiids, AgreementKind kind, String... more) {
        var question = question(sql, thirdParty, esiids, kind, more);
        question.ask();
        return question.answer();
    }

    private SqlQuestion<Map<String, String>> question(
            String sql, ThirdPartyId thirdParty, Collection<String> esiids, AgreementKind kind, String... more) {
        return new SqlQuestion<>(
                jdbc,
                sql,
                (statement, first) -> {
                    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
                        throw new IllegalStateException(
                                "a grant is asked for outside the transaction of its disclosure");
                    }
                    statement.setArray(first, statement.getConnection().createArrayOf("text", esiids.toArray()));
                    statement.setString(first + 1, thirdParty.value());
                    statement.setString(first + 2, kind.name());
                    for (int i = 0; i < more.length; i++) {
                        statement.setString(first + 3 + i, more[i]);
                    }
                    return first + 3 + more.length;
                },
                rows -> {
                    Map<String, String> agreementByEsiid = new HashMap<>();
                    while (rows.next()) {
                        agreementByEsiid.put(rows.getString(1), rows.getString(2));
                    }
                    return agreementByEsiid;
                });
    }

    /** What becomes of agreements on one-time data when usage was disclosed under them. */
    @FunctionalInterface
    public interface OneTimeDelivery {

        void delivered(ThirdPartyId thirdParty, Map<String, String> agreementByEsiid);
    }
}
