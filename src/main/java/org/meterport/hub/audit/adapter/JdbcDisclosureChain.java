package org.meterport.hub.audit.adapter;

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
        return jdbc
                .query(
                        "SELECT d.id FROM disclosure d WHERE NOT EXISTS"
                                + " (SELECT FROM disclosure_chain c WHERE c.disclosure_id = d.id) ORDER BY d.id LIMIT 1",
                        (row, n) -> row.getLong(1))
                .stream()
                .findFirst();
    }
}
