package org.meterport.hub.signin.adapter;

import java.sql.Timestamp;
import java.time.Instant;
import org.meterport.hub.signin.SignInAttempts;
import org.meterport.hub.signin.SignInLimit;
import org.springframework.jdbc.core.JdbcTemplate;

/** Attempts as a table; each is one statement, which takes turns on its row. */
final class JdbcSignInAttempts implements SignInAttempts {

    private static final String ADMIT = """
            INSERT INTO sign_in_attempt AS a (digest, failures, first_at, locked_until)
            VALUES (?, 1, ?, CASE WHEN ? <= 1 THEN ?::timestamptz END)
            ON CONFLICT (digest) DO UPDATE SET
              failures = CASE WHEN a.first_at < ? OR a.locked_until IS NOT NULL THEN 1 ELSE a.failures + 1 END,
              first_at = CASE WHEN a.first_at < ? OR a.locked_until IS NOT NULL
                THEN excluded.first_at ELSE a.first_at END,
              locked_until = CASE WHEN a.first_at >= ? AND a.locked_until IS NULL AND a.failures + 1 >= ?
                THEN ?::timestamptz END
            WHERE a.locked_until IS NULL OR a.locked_until <= ?""";

    private final JdbcTemplate jdbc;

    JdbcSignInAttempts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean admit(String digest, int failures, SignInLimit limit, Instant now) {
        Timestamp at = Timestamp.from(now);
        Timestamp oldest = Timestamp.from(now.minus(limit.window()));
        Timestamp until = Timestamp.from(now.plus(limit.lockedFor()));
        return jdbc.update(ADMIT, digest, at, failures, until, oldest, oldest, oldest, failures, until, at) == 1;
    }

    @Override
    public void forget(String digest) {
        jdbc.update("DELETE FROM sign_in_attempt WHERE digest = ?", digest);
    }

    @Override
    public int purge(Instant before, Instant now) {
        return jdbc.update(
                "DELETE FROM sign_in_attempt WHERE first_at < ? AND (locked_until IS NULL OR locked_until <= ?)",
                Timestamp.from(before),
                Timestamp.from(now));
    }
}
