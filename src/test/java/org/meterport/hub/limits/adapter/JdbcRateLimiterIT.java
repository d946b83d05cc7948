package org.meterport.hub.limits.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.limits.Limit;
import org.meterport.hub.limits.RateLimiter;
import org.meterport.hub.limits.Verdict;
import org.meterport.hub.shared.StoppedClock;

/** Counts of two nodes on one database. */
class JdbcRateLimiterIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Limit TEN_A_MINUTE = new Limit("calls", 10, Duration.ofMinutes(1));

    private final StoppedClock clock = new StoppedClock(Samples.NOW);
    private final RateLimiter here = new JdbcRateLimiter(DATABASE.jdbc(), clock);
    private final RateLimiter there = new JdbcRateLimiter(DATABASE.jdbc(), clock);

    @BeforeEach
    void forgetAll() {
        DATABASE.jdbc().update("DELETE FROM rate_limit");
    }

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @Test
    void letsTheWholeQuotaThroughAtOnceAndThenOneInEachStep() {
        for (int left = 9; left >= 0; left--) {
            Verdict verdict = (left % 2 == 0 ? here : there).take("calls a", TEN_A_MINUTE);
            assertThat(verdict.allowed()).isTrue();
            assertThat(verdict.remaining()).isEqualTo(left);
        }

        assertThat(there.take("calls a", TEN_A_MINUTE))
                .isEqualTo(new Verdict(TEN_A_MINUTE, false, 0, Duration.ofSeconds(6)));
        clock.advance(Duration.ofSeconds(6).minusMillis(1));
        assertThat(here.take("calls a", TEN_A_MINUTE).allowed()).isFalse();
        clock.advance(Duration.ofMillis(1));
        assertThat(here.take("calls a", TEN_A_MINUTE).allowed()).isTrue();
        assertThat(there.take("calls a", TEN_A_MINUTE).allowed()).isFalse();
        assertThat(there.take("calls b", TEN_A_MINUTE).remaining()).isEqualTo(9);
    }

    @Test
    void countsExactlyWhenManyCallOnBothNodesAtOnce() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                RateLimiter node = i % 2 == 0 ? here : there;
                calls.add(() -> node.take("calls a", TEN_A_MINUTE).allowed());
            }
            int allowed = 0;
            for (Future<Boolean> call : callers.invokeAll(calls)) {
                allowed += call.get() ? 1 : 0;
            }

            assertThat(allowed).isEqualTo(10);
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void looksWithoutTakingAndForgets() {
        for (int i = 0; i < 10; i++) {
            here.take("calls a", TEN_A_MINUTE);
        }

        assertThat(there.look("calls a", TEN_A_MINUTE).allowed()).isFalse();
        there.forget("calls a");
        assertThat(here.look("calls a", TEN_A_MINUTE)).isEqualTo(here.look("calls b", TEN_A_MINUTE));
        assertThat(here.look("calls a", TEN_A_MINUTE).remaining()).isEqualTo(10);
    }

    @Test
    void hasNoLimitWithAQuotaOfNothingAndKeepsNoRows() {
        assertThat(here.take("calls a", Limit.none("calls")).allowed()).isTrue();
        for (int i = 0; i < 200; i++) {
            here.take("once " + i, TEN_A_MINUTE);
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(DATABASE.jdbc().queryForObject("SELECT count(*) FROM rate_limit", Integer.class))
                .isLessThan(170);
    }
}
