package org.meterport.components.intervalfile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The slots of a day by the time its wall clock shows at their beginning. */
final class WallClock {
    static final int MISALIGNED = -2;
    /** An hour that the clock skips in spring. */
    static final int NOT_IN_DAY = -1;

    private static final int NONE = -1;
    private static final byte[] NO_TIMES = {};
    private static final Map<Integer, byte[][]> USUAL = new ConcurrentHashMap<>();

    private final DayGrid grid;
    private final int minutes;
    private final int[] first;
    private final int[] second;
    private final byte[][] usual;

    WallClock(DayGrid grid) {
        this.grid = grid;
        this.minutes = grid.intervalSeconds() / 60;
        this.first = new int[1440 / minutes];
        this.second = new int[first.length];
        this.usual = USUAL.computeIfAbsent(minutes, WallClock::usual);
        Arrays.fill(first, NONE);
        Arrays.fill(second, NONE);
        boolean plain = grid.clockChange().isZero();
        for (int slot = 0; slot < grid.slots(); slot++) {
            int index = plain ? slot : grid.localStart(slot).toSecondOfDay() / grid.intervalSeconds();
            (first[index] == NONE ? first : second)[index] = slot;
        }
    }

    DayGrid grid() {
        return grid;
    }

    /** The slot's times as SMT writes them, {@code 00:15,00:30,}; empty on a day with a clock change. */
    byte[] usualTimes(int slot) {
        if (!grid.clockChange().isZero()) {
            return NO_TIMES;
        }
        return usual[slot];
    }

    private static byte[][] usual(int minutes) {
        byte[][] times = new byte[1440 / minutes][];
        for (int slot = 0; slot < times.length; slot++) {
            times[slot] = (clock(slot * minutes) + ',' + clock((slot + 1) * minutes % 1440) + ',').getBytes(US_ASCII);
        }
        return times;
    }

    private static String clock(int minuteOfDay) {
        return String.format(Locale.ROOT, "%02d:%02d", minuteOfDay / 60, minuteOfDay % 60);
    }

    /**
     * The slot that begins at a time of day, reading in order: the repeated hour's second pass is meant once the first
     * has been passed. A slot that is not after {@code last} is out of order, or the same again.
     *
     * @param last the slot read before; -1 at the beginning
     */
    int slot(int minuteOfDay, int last) {
        if (minuteOfDay % minutes != 0) {
            return MISALIGNED;
        }
        int index = minuteOfDay / minutes;
        if (first[index] > last || second[index] == NONE) {
            return first[index];
        }
        return second[index];
    }

    /**
     * Whether a slot may be said to end at this time. The market counts on from the beginning, so the slot before the
     * spring change ends at 02:00; what the clock then shows is taken as well.
     */
    boolean endsAt(int slot, int startMinute, int endMinute) {
        if ((startMinute + minutes) % 1440 == endMinute) {
            return true;
        }
        return slot + 1 < grid.slots() && grid.localStart(slot + 1).toSecondOfDay() == endMinute * 60;
    }
}
