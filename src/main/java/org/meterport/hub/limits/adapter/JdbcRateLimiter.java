package org.meterport.hub.limits.adapter;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.meterport.hub.limits.Limit;
import org.meterport.hub.limits.RateLimiter;
import org.meterport.hub.limits.Verdict;
import org.meterport.hub.shared.Unavailable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * One row a key, which says until when its quota is used up if one more is taken each {@code window / quota} (the
 * generic cell rate algorithm). One statement judges and counts, so no two nodes let the same one through. It runs in
 * the owner's role, because no partner may see or change counts.
 */
public final class JdbcRateLimiter implements RateLimiter {

    private static final String TAKE = """
            INSERT INTO rate_limit AS r (key, used_until) VALUES (?, ?::timestamptz + ?::interval)
            ON CONFLICT (key) DO UPDATE SET used_until = greatest(r.used_until, ?::timestamptz) + ?::interval
            WHERE greatest(r.used_until, ?::timestamptz) + ?::interval <= ?::timestamptz + ?::interval
            RETURNING used_until""";

    /** Rows that say nothing any more go when new ones come, a few at a time. */
    private static final String TIDY = """
            DELETE FROM rate_limit WHERE key IN (SELECT key FROM rate_limit WHERE used_until < ?
            ORDER BY used_until LIMIT 20 FOR UPDATE SKIP LOCKED)""";

    private static final int TIDY_EVERY = 100;

    private final JdbcTemplate jdbc;
    private final InstantSource clock;
    private final AtomicInteger taken = new AtomicInteger();

    public JdbcRateLimiter(JdbcTemplate jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public Verdict take(String key, Limit limit) {
        if (limit.isNone()) {
            return UNLIMITED.take(key, limit);
        }
        Instant now = clock.instant();
        Timestamp at = Timestamp.from(now);
        String step = interval(step(limit));
        return reached(() -> {
            List<Instant> used = jdbc.query(
                    TAKE,
                    (row, n) -> row.getTimestamp(1).toInstant(),
                    key,
                    at,
                    step,
                    at,
                    step,
                    at,
                    step,
                    at,
                    interval(limit.window()));
            if (taken.incrementAndGet() % TIDY_EVERY == 0) {
                jdbc.update(TIDY, at);
            }
            return used.isEmpty()
                    ? verdict(limit, now, usedUntil(key), false)
                    : verdict(limit, now, Optional.of(used.get(0)), true);
        });
    }

    @Override
    public Verdict look(String key, Limit limit) {
        if (limit.isNone()) {
            return UNLIMITED.look(key, limit);
        }
        Instant now = clock.instant();
        Verdict verdict = verdict(limit, now, reached(() -> usedUntil(key)), true);
        return new Verdict(limit, verdict.remaining() > 0, verdict.remaining(), verdict.pause());
    }

    @Override
    public void forget(String key) {
        reached(() -> jdbc.update("DELETE FROM rate_limit WHERE key = ?", key));
    }

    private Optional<Instant> usedUntil(String key) {
        return jdbc
                .query(
                        "SELECT used_until FROM rate_limit WHERE key = ?",
                        (row, n) -> row.getTimestamp(1).toInstant(),
                        key)
                .stream()
                .findFirst();
    }

    private static Verdict verdict(Limit limit, Instant now, Optional<Instant> usedUntil, boolean allowed) {
        Duration step = step(limit);
        Duration used = usedUntil
                .filter(until -> until.isAfter(now))
                .map(until -> Duration.between(now, until))
                .orElse(Duration.ZERO);
        Duration free = limit.window().minus(used);
        int remaining = free.isNegative() ? 0 : (int) Math.min(limit.quota(), free.dividedBy(step));
        Duration wait = remaining > 0 ? Duration.ZERO : step.minus(free);
        return new Verdict(limit, allowed, remaining, wait.isNegative() ? Duration.ZERO : wait);
    }

    /** Whole microseconds, as PostgreSQL counts; rounded down, so that the whole quota fits into the window. */
    private static Duration step(Limit limit) {
        return Duration.ofNanos(Math.max(1, limit.window().toNanos() / limit.quota() / 1_000) * 1_000);
    }

    private static String interval(Duration duration) {
        return duration.toNanos() / 1_000 + " microseconds";
    }

    private static <T> T reached(Supplier<T> statement) {
        try {
            return statement.get();
        } catch (DataAccessException away) {
            throw new Unavailable("database", "counts cannot be kept", away);
        }
    }
}
