package org.meterport.hub.han.adapter;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.meterport.hub.han.TestHomes;
import org.meterport.hub.shared.ThirdPartyId;
import org.springframework.jdbc.core.JdbcTemplate;

/** The operator's list of test homes, and a row for each that is lent. */
public final class JdbcTestHomes implements TestHomes {

    /** Until then the devices of the one who had it are out. */
    private static final Duration BEFORE_THE_NEXT = Duration.ofMinutes(10);

    private static final long LOCK = 0x544553544CL;

    private final JdbcTemplate jdbc;
    private final InstantSource clock;
    private final List<String> esiids;
    private final Duration lending;

    /** @param lending how long a home is lent at a time */
    public JdbcTestHomes(JdbcTemplate jdbc, InstantSource clock, List<String> esiids, Duration lending) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.esiids = List.copyOf(esiids);
        this.lending = lending;
    }

    @Override
    public Optional<TestHome> lend(ThirdPartyId thirdParty) {
        Instant now = clock.instant();
        Timestamp until = Timestamp.from(now.plus(lending));
        String[] known = esiids.toArray(String[]::new);
        jdbc.query("SELECT pg_advisory_xact_lock(" + LOCK + ")", row -> {});
        jdbc.update(
                "DELETE FROM han_test_home WHERE lent_until <= ? OR NOT esiid = ANY (?)",
                Timestamp.from(now.minus(BEFORE_THE_NEXT)),
                known);
        int kept = jdbc.update(
                "UPDATE han_test_home SET lent_until = ? WHERE third_party_id = ?", until, thirdParty.value());
        if (kept == 0) {
            jdbc.update(
                    "INSERT INTO han_test_home SELECT esiid, ?, ? FROM unnest(?::text[]) WITH ORDINALITY AS e (esiid, n)"
                            + " WHERE NOT EXISTS (SELECT FROM han_test_home t WHERE t.esiid = e.esiid) ORDER BY n LIMIT 1",
                    thirdParty.value(),
                    until,
                    known);
        }
        return of(thirdParty);
    }

    @Override
    public Optional<TestHome> of(ThirdPartyId thirdParty) {
        if (esiids.isEmpty()) {
            return Optional.empty();
        }
        return jdbc
                .query(
                        "SELECT esiid, lent_until FROM han_test_home WHERE third_party_id = ? AND lent_until > ?",
                        (row, n) -> new TestHome(
                                row.getString(1), row.getTimestamp(2).toInstant()),
                        thirdParty.value(),
                        Timestamp.from(clock.instant()))
                .stream()
                .filter(home -> esiids.contains(home.esiid()))
                .findFirst();
    }
}
