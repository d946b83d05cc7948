package org.meterport.hub.party.adapter;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.meterport.hub.party.adapter.JdbcCallerStanding.Standing;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Where users were found to stand some moments ago. A change made on this node is seen by the next call; one that is
 * made on another, when the moments are over.
 */
final class LateStandings {

    /** A node may let a user call for so long whom another has stopped: far less than a call is under way. */
    static final Duration GOOD_FOR = Duration.ofMillis(50);

    private static final long MOST = 10_000;

    private final Cache<String, Standing> standings;
    private final AtomicLong changes = new AtomicLong();

    LateStandings() {
        this(Ticker.systemTicker());
    }

    LateStandings(Ticker ticker) {
        standings = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(GOOD_FOR)
                .ticker(ticker)
                .build();
    }

    Optional<Standing> find(String userName) {
        return Optional.ofNullable(standings.getIfPresent(userName));
    }

    /** Keeps what a look finds, unless something changed while it looked. */
    Map<String, Standing> keep(Supplier<Map<String, Standing>> look) {
        long before = changes.get();
        Map<String, Standing> found = look.get();
        standings.putAll(found);
        if (changes.get() != before) {
            standings.invalidateAll();
        }
        return found;
    }

    /** Forgets all of them when the transaction of a change has committed. */
    void changing() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            forget();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                forget();
            }
        });
    }

    private void forget() {
        changes.incrementAndGet();
        standings.invalidateAll();
    }
}
