package org.meterport.han.sim;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Delay, loss and people's habits. The figures of {@link #field()} are assumptions to test against, not measurements: none are public.
 *
 * @param medianToMeter of a log-normal distribution of the time to a reachable meter
 * @param tailToMeter its 99th percentile
 * @param lanes deliveries to meters at the same time
 * @param tryFails share of tries that come to nothing
 * @param tries before a meter or a device counts as unreachable
 * @param retryAfter between tries, doubled each time
 * @param acrossHome from the meter to a device that listens
 * @param wakesEvery how often a sleeping device asks its meter for what it missed
 * @param confirms share of texts a user confirms when asked
 * @param confirmsWithin the longest a user takes for it
 * @param optsOut share of events the customer declines when they start
 * @param repeatedEvents share of events that are delivered to the listener once more
 * @param lateEvents share of events that reach the listener late and so out of order
 * @param lateBy at most
 * @param strangersJoin a device that was never declared joins all the same, as a display: for sandboxes, where nobody holds a device in his hand
 * @param joinsAfter from the order until a device that is switched on has joined
 */
public record RadioModel(
        Duration medianToMeter,
        Duration tailToMeter,
        int lanes,
        double tryFails,
        int tries,
        Duration retryAfter,
        Duration acrossHome,
        Duration wakesEvery,
        double confirms,
        Duration confirmsWithin,
        double optsOut,
        double repeatedEvents,
        double lateEvents,
        Duration lateBy,
        boolean strangersJoin,
        Duration joinsAfter) {
    private static final double Z_OF_99_PERCENT = 2.326;

    /** No delay, no loss, no people. */
    public static RadioModel ideal() {
        return new RadioModel(
                Duration.ZERO,
                Duration.ZERO,
                Integer.MAX_VALUE,
                0,
                3,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofMinutes(15),
                0,
                Duration.ZERO,
                0,
                0,
                0,
                Duration.ZERO,
                false,
                Duration.ZERO);
    }

    /** A neighbourhood one can watch: the ways of {@link #field()}, in tens of milliseconds. */
    public static RadioModel sandbox() {
        return new RadioModel(
                Duration.ofMillis(30),
                Duration.ofMillis(200),
                160,
                0.04,
                5,
                Duration.ofMillis(100),
                Duration.ofMillis(10),
                Duration.ofSeconds(5),
                0.2,
                Duration.ofSeconds(5),
                0.05,
                0.01,
                0.05,
                Duration.ofMillis(200),
                true,
                Duration.ofSeconds(1));
    }

    /** A mesh in the field. */
    public static RadioModel field() {
        return new RadioModel(
                Duration.ofSeconds(8),
                Duration.ofSeconds(180),
                160,
                0.04,
                5,
                Duration.ofSeconds(60),
                Duration.ofMillis(200),
                Duration.ofMinutes(15),
                0.2,
                Duration.ofDays(2),
                0.05,
                0.01,
                0.05,
                Duration.ofSeconds(30),
                false,
                Duration.ofMinutes(5));
    }

    Duration toMeter(RandomGenerator chance) {
        if (medianToMeter.isZero()) {
            return Duration.ZERO;
        }
        var spread = Math.log((double) tailToMeter.toNanos() / medianToMeter.toNanos()) / Z_OF_99_PERCENT;
        return Duration.ofNanos((long) (medianToMeter.toNanos() * Math.exp(spread * chance.nextGaussian())));
    }

    /** With jitter of half its length. */
    Duration beforeTry(int nextTry, RandomGenerator chance) {
        var base = retryAfter.multipliedBy(1L << Math.min(10, nextTry - 1));
        return base.plus(share(base.dividedBy(2), chance));
    }

    static Duration share(Duration longest, RandomGenerator chance) {
        return Duration.ofNanos((long) (longest.toNanos() * chance.nextDouble()));
    }
}
