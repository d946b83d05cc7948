package org.meterport.hub.han.adapter;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.meterport.hub.han.DispatchChunk.Chunk;
import org.meterport.hub.han.MeterTurns;
import org.meterport.hub.shared.Transactions;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A row for each chunk that is on its way or waits for that, which are as many as there are consumers. The lock makes the order
 * of the tickets that of the looks.
 */
public final class JdbcMeterTurns implements MeterTurns {

    /** Longer than the broker ever waits before it offers a chunk again. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private static final long LOCK = 0x4D54524EL;

    private final Transactions transactions;
    private final JdbcTemplate jdbc;
    private final InstantSource clock;

    public JdbcMeterTurns(Transactions transactions, JdbcTemplate jdbc, InstantSource clock) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public boolean take(Chunk chunk) {
        Instant now = clock.instant();
        return transactions.asOperator(() -> {
            jdbc.query("SELECT pg_advisory_xact_lock(" + LOCK + ")", row -> {});
            jdbc.update(
                    "INSERT INTO han_meter_turn (chunk, esiids, until) SELECT ?, array_agg(DISTINCT esiid), ?"
                            + " FROM han_target WHERE request_id = ? AND ordinal >= ? AND ordinal < ?"
                            + " ON CONFLICT (chunk) DO UPDATE SET until = excluded.until",
                    chunk.text(),
                    Timestamp.from(now.plus(LEASE)),
                    chunk.requestId(),
                    chunk.from(),
                    chunk.to());
            return Boolean.TRUE.equals(jdbc.queryForObject(
                    "SELECT NOT EXISTS (SELECT unnest(esiids) FROM han_meter_turn WHERE chunk = ? INTERSECT"
                            + " SELECT unnest(t.esiids) FROM han_meter_turn t, han_meter_turn mine"
                            + " WHERE mine.chunk = ? AND t.ticket < mine.ticket AND t.until > ?)",
                    Boolean.class,
                    chunk.text(),
                    chunk.text(),
                    Timestamp.from(now)));
        });
    }

    @Override
    public void giveBack(Chunk chunk) {
        transactions.operatorDoes(() -> jdbc.update(
                "DELETE FROM han_meter_turn WHERE chunk = ? OR until <= ?",
                chunk.text(),
                Timestamp.from(clock.instant())));
    }
}
