package org.meterport.hub.han.adapter;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.meterport.han.headend.Answer;
import org.meterport.han.headend.Batch;
import org.meterport.han.headend.Capabilities;
import org.meterport.han.headend.EventListener.Delivery;
import org.meterport.han.headend.HeadEnd;
import org.meterport.han.headend.HeadEndEvent;
import org.meterport.han.headend.HeadEndUnavailable;
import org.meterport.han.headend.Level;
import org.meterport.han.remote.RemoteHeadEnd;
import org.meterport.hub.agreement.adapter.JdbcGrants;
import org.meterport.hub.database.adapter.RoleTransactions;
import org.meterport.hub.han.DispatchChunk;
import org.meterport.hub.han.DispatchChunk.Chunk;
import org.meterport.hub.han.DispatchChunk.Overlap;
import org.meterport.hub.han.DispatchQueue;
import org.meterport.hub.han.RecordOutcome;
import org.meterport.hub.outbox.adapter.JdbcOutbox;
import org.meterport.hub.shared.Unavailable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The part of a hub between the outbox and a head-end of another process, as a process of its own that can be killed. The
 * outbox itself plays the broker: a chunk stays until it has been done, and comes again otherwise, in any order, for one that
 * has to wait must not keep from its turn the one it waits for.
 */
public final class HanNode {

    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int SOME = 500;

    private final JdbcTemplate claimed;
    private final TransactionTemplate claiming;
    private final DispatchChunk dispatch;
    private final RecordOutcome recordOutcome;
    private final HeadEnd headEnd;
    private final BlockingQueue<Delivery> told = new LinkedBlockingQueue<>();

    private HanNode(HikariDataSource work, HikariDataSource claims, HeadEnd headEnd) {
        var json = new ObjectMapper();
        Clock clock = Clock.systemUTC();
        var jdbc = new JdbcTemplate(work);
        var transactions = new RoleTransactions(new JdbcTransactionManager(work), jdbc, clock);
        var requests = new JdbcHanRequests(jdbc, json, clock);
        // chunks are claimed on connections of their own, for the work has transactions of its own
        this.claimed = new JdbcTemplate(claims);
        this.claiming = new TransactionTemplate(new JdbcTransactionManager(claims));
        this.headEnd = headEnd;
        this.recordOutcome = new RecordOutcome(transactions, requests, clock);
        this.dispatch = new DispatchChunk(
                transactions,
                requests,
                new JdbcGrants(jdbc, (party, esiids) -> {
                    throw new IllegalStateException("a text uses no one-time agreement up");
                }),
                new DispatchQueue(new JdbcOutbox(jdbc, json, clock), 50),
                clock,
                Overlap.WARN);
    }

    /** {@code HanNode URL USER PASSWORD PORT}: works until it is killed. Prints a line when it is ready. */
    public static void main(String[] arguments) {
        var node = new HanNode(
                pool(arguments),
                pool(arguments),
                new RemoteHeadEnd(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[3])),
                        new Capabilities(10_000, EnumSet.allOf(Level.class), true, 58, 0, 5),
                        PAUSE));
        node.work();
    }

    private static HikariDataSource pool(String[] arguments) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(arguments[0]);
        pool.setUsername(arguments[1]);
        pool.setPassword(arguments[2]);
        pool.setMaximumPoolSize(4);
        return pool;
    }

    private void work() {
        var unused = headEnd.subscribe(told::add, SOME);
        var events = new Thread(this::hear, "events");
        events.setDaemon(true);
        events.start();
        System.out.println("ready");
        while (true) {
            Boolean done = claiming.execute(status -> {
                boolean worked = dispatchOne();
                if (!worked) {
                    status.setRollbackOnly();
                }
                return worked;
            });
            if (!Boolean.TRUE.equals(done)) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /** Whether a chunk was done; it is not removed otherwise. */
    private boolean dispatchOne() {
        List<Map<String, Object>> rows = claimed.queryForList("SELECT id, body FROM outbox WHERE queue = '"
                + DispatchQueue.NAME + "' ORDER BY random() LIMIT 1 FOR UPDATE SKIP LOCKED");
        if (rows.isEmpty()) {
            return false;
        }
        Chunk chunk = Chunk.parse(String.valueOf(rows.get(0).get("body")));
        try {
            var batch = dispatch.prepare(chunk);
            if (batch.isPresent()) {
                dispatch.answered(chunk, batch.get(), answers(batch.get()));
            }
        } catch (Unavailable | HeadEndUnavailable later) {
            return false;
        }
        claimed.update("DELETE FROM outbox WHERE id = ?", rows.get(0).get("id"));
        return true;
    }

    private List<Answer> answers(Batch batch) {
        try {
            return headEnd.submit(batch).orTimeout(10, TimeUnit.SECONDS).join();
        } catch (CompletionException failed) {
            throw new HeadEndUnavailable("the head-end did not answer", failed);
        }
    }

    private void hear() {
        while (true) {
            try {
                List<Delivery> some = new ArrayList<>(List.of(told.take()));
                told.drainTo(some, SOME);
                List<HeadEndEvent.OfMessage> events = some.stream()
                        .map(delivery -> (HeadEndEvent.OfMessage) delivery.event())
                        .toList();
                var refused = recordOutcome.record(events);
                for (Delivery delivery : some) {
                    if (refused.containsKey(delivery.event())) {
                        delivery.release();
                    } else {
                        delivery.acknowledge();
                    }
                }
            } catch (InterruptedException stopping) {
                return;
            }
        }
    }
}
