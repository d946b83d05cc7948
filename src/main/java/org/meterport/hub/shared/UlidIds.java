package org.meterport.hub.shared;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Ids in the manner of ULID: 48 bits of milliseconds, then 80 random bits, in 26 characters of lower-case Crockford
 * base 32. Rows made together stand together in an index, and a cursor can follow them: ids of one source ascend in the
 * order they are made, also within a millisecond and when the clock is set back. The step from one to the next is random
 * and wide, so knowing an id does not help to guess its neighbours. Safe for use by many threads.
 */
public final class UlidIds implements Ids {

    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final long HALF = 1L << 40;
    private static final long WIDEST_UPPER_STEP = 1L << 20;

    private final InstantSource clock;
    private final RandomGenerator random;
    private long millis = -1;
    private long upper;
    private long lower;

    /** @param random a cryptographically strong source in a running hub, for example {@code SecureRandom} */
    public UlidIds(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public synchronized String next(String prefix) {
        long now = clock.millis();
        if (now > millis) {
            begin(now);
        } else {
            step();
        }
        var id = new StringBuilder(prefix.length() + 26).append(prefix);
        append(id, millis, 45);
        append(id, upper, 35);
        append(id, lower, 35);
        return id.toString();
    }

    private void begin(long at) {
        millis = at;
        upper = random.nextLong(HALF);
        lower = random.nextLong(HALF);
    }

    private void step() {
        lower += random.nextLong(HALF);
        upper += 1 + random.nextLong(WIDEST_UPPER_STEP) + lower / HALF;
        lower %= HALF;
        if (upper >= HALF) {
            begin(millis + 1);
        }
    }

    private static void append(StringBuilder id, long bits, int highest) {
        for (int shift = highest; shift >= 0; shift -= 5) {
            id.append(ALPHABET[(int) (bits >>> shift) & 31]);
        }
    }
}
