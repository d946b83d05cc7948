package org.meterport.components.intervalfile;

import java.util.Arrays;

/** The slots of a day by the time its wall clock shows at their beginning. */
final class WallClock {
    static final int MISALIGNED = -2;
    /** An hour that the clock skips in spring. */
    static final int NOT_IN_DAY = -1;

    private static final int NONE = -1;

    private final DayGrid grid;
    private final int minutes;
    private final int[] first;
    private final int[] second;

    WallClock(DayGrid grid) {
        this.grid = grid;
        this.minutes = grid.intervalSeconds() / 60;
        this.first = new int[1440 / minutes];
        this.second = new int[first.length];
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
