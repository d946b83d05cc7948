package org.meterport.han.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RealTimelineTest {
    private static final Instant BEGIN = Instant.parse("2026-07-01T12:00:00Z");

    private final AtomicInteger asked = new AtomicInteger();
    private volatile Instant now = BEGIN;

    /** What is due at a moment looks at the clock again, and would find that it is too early and do nothing. */
    @Test
    void doesNothingBeforeItsMomentHoweverTheThreadsCount() throws Exception {
        var done = new CountDownLatch(1);
        try (var timeline = new RealTimeline(slow())) {
            timeline.at(BEGIN.plusNanos(1_500_000), done::countDown);
            while (asked.get() < 10) {
                Thread.onSpinWait();
            }

            assertThat(done.getCount()).isOne();
            now = BEGIN.plusNanos(1_500_000);

            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Stands until it is moved. */
    private Clock slow() {
        return new Clock() {
            @Override
            public Instant instant() {
                asked.incrementAndGet();
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }
}
