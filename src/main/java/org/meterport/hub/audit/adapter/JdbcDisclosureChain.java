package org.meterport.hub.audit.adapter;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.meterport.hub.audit.DisclosureChain;
import org.springframework.jdbc.core.JdbcTemplate;

/** The chain as the table beside the log; only the database writes it. */
public final class JdbcDisclosureChain implements DisclosureChain {

    private final JdbcTemplate jdbc;

    public JdbcDisclosureChain(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Link> after(long position, int limit) {
        return jdbc.query(
                "SELECT c.position, c.disclosure_id, c.hash, d.* FROM disclosure_chain c"
                        + " LEFT JOIN disclosure d ON d.id = c.disclosure_id"
                        + " WHERE c.position > ? ORDER BY c.position LIMIT ?",
                (row, n) -> new Link(
                        row.getLong("position"),
                        row.getLong("disclosure_id"),
                        Hash.of(row.getBytes("hash")),
                        row.getObject("id") == null ? Optional.empty() : Optional.of(DisclosureRows.read(row))),
                position,
                limit);
    }

    @Override
    public Optional<Long> firstUnchained() {
        return first("SELECT d.id FROM disclosure d"
                + " WHERE NOT EXISTS (SELECT FROM disclosure_chain c WHERE c.disclosure_id = d.id)"
                + " AND NOT EXISTS (SELECT FROM disclosure_unsealed u WHERE u.disclosure_id = d.id)"
                + " ORDER BY d.id LIMIT 1");
    }

    @Override
    public Optional<Long> firstLostWhileWaiting() {
        return first("SELECT u.disclosure_id FROM disclosure_unsealed u"
                + " WHERE NOT EXISTS (SELECT FROM disclosure d WHERE d.id = u.disclosure_id)"
                + " ORDER BY u.disclosure_id LIMIT 1");
    }

    @Override
    public Waiting waiting() {
        return jdbc.query(
                        "SELECT count(*), min(d.disclosed_at) AS since FROM disclosure_unsealed u"
                                + " JOIN disclosure d ON d.id = u.disclosure_id",
                        (row, n) -> new Waiting(
                                row.getLong(1),
                                Optional.ofNullable(row.getObject("since", OffsetDateTime.class))
                                        .map(OffsetDateTime::toInstant)))
                .get(0);
    }

    @Override
    public int seal(int limit) {
        Integer sealed = jdbc.queryForObject("SELECT seal_disclosures(?)", Integer.class, limit);
        return sealed == null ? 0 : sealed;
    }

    private Optional<Long> first(String sql) {
        return jdbc.query(sql, (row, n) -> row.getLong(1)).stream().findFirst();
    }
}
