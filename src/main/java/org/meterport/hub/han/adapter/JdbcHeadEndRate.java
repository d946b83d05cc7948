package org.meterport.hub.han.adapter;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.meterport.hub.han.HeadEndRate;
import org.meterport.hub.shared.Transactions;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rate as one row: the moment from which on there is room again. Whoever takes room moves it on. */
public final class JdbcHeadEndRate implements HeadEndRate {

    private static final int CHUNK = 500;
    private static final int CHUNKS_A_SECOND = 4;
    private static final String ONLY = "head-end";

    private final Transactions transactions;
    private final JdbcTemplate jdbc;
    private final InstantSource clock;
    private final int targetsPerSecond;
    private final int maxTargets;

    /**
     * @param targetsPerSecond 0 for no limit
     * @param maxTargets that the head-end takes in one call
     */
    public JdbcHeadEndRate(
            Transactions transactions, JdbcTemplate jdbc, InstantSource clock, int targetsPerSecond, int maxTargets) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.clock = clock;
        this.targetsPerSecond = targetsPerSecond;
        this.maxTargets = maxTargets;
    }

    @Override
    public Duration reserve(int targets) {
        if (targetsPerSecond == 0) {
            return Duration.ZERO;
        }
        Instant now = clock.instant();
        long costMicros = (targets * 1_000_000L + targetsPerSecond - 1) / targetsPerSecond;
        Instant free = transactions.asOperator(() -> jdbc.queryForObject(
                "INSERT INTO head_end_rate AS r (name, free_at) VALUES (?, ?::timestamptz + ? * interval '1 microsecond')"
                        + " ON CONFLICT (name) DO UPDATE SET free_at = greatest(r.free_at, ?::timestamptz)"
                        + " + ? * interval '1 microsecond' RETURNING free_at",
                (row, n) -> row.getTimestamp(1).toInstant(),
                ONLY,
                Timestamp.from(now),
                costMicros,
                Timestamp.from(now),
                costMicros));
        Duration wait = Duration.between(now, free.minusNanos(costMicros * 1_000));
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    @Override
    public int chunk() {
        int most = Math.min(CHUNK, maxTargets);
        return targetsPerSecond == 0 ? most : Math.min(most, Math.max(1, targetsPerSecond / CHUNKS_A_SECOND));
    }
}
