package org.meterport.components.greenbutton;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Puts the readings of a block back in order whose writer lost count at a clock change.
 *
 * <p>Feeds exist whose every hour is there and in order, but whose starts run an hour late or early for part of the day
 * of a clock change, beginning with a reading of no length or of double length and ending with two readings at one
 * start or a hole. Taken by their starts, energy would collide and hours would stand empty. If counting from the block's
 * first start meets its last start again, the order tells the truth: displaced readings take the place that the count
 * gives them, marked as estimated because their time is inferred. {@code docs/decisions/0033-green-button-feeds-as-read.md}
 * has the sample.
 */
final class ClockChangeRepair {
    private static final long HOUR = 3600;
    /** The feed's zone may be another American one, and some writers come right only in the morning. */
    private static final Duration BEFORE = Duration.ofHours(6);

    private static final Duration AFTER = Duration.ofHours(24);

    private final ZoneRules rules;

    ClockChangeRepair(ZoneId zone) {
        this.rules = zone.getRules();
    }

    /** Repairs the block if all of the pattern is there; otherwise leaves it as it is, for the rules to judge. */
    void apply(ReadingBlock block, int intervalSeconds) {
        int last = block.size() - 1;
        boolean returns = last > 0 && displacement(block, last, intervalSeconds) == 0;
        if (!returns || !onlyClockChangesDisplace(block, intervalSeconds)) {
            return;
        }
        for (int i = 0; i <= last; i++) {
            if (isOdd(block, i, intervalSeconds)) {
                block.place(i, block.start(i) - displacement(block, i, intervalSeconds), intervalSeconds);
            }
        }
    }

    private boolean onlyClockChangesDisplace(ReadingBlock block, int intervalSeconds) {
        for (int i = 0; i < block.size(); i++) {
            if (isOdd(block, i, intervalSeconds) && !isDisplacedByClockChange(block, i, intervalSeconds)) {
                return false;
            }
        }
        return true;
    }

    private boolean isDisplacedByClockChange(ReadingBlock block, int index, int intervalSeconds) {
        long displacement = Math.abs(displacement(block, index, intervalSeconds));
        long stretch = block.duration(index) - (long) intervalSeconds;
        boolean plausible = (displacement == 0 || displacement == HOUR)
                && (stretch == 0 || stretch == HOUR || block.duration(index) == 0);
        return plausible && isNearChange(Instant.ofEpochSecond(block.start(index)));
    }

    private boolean isNearChange(Instant moment) {
        ZoneOffsetTransition change = rules.nextTransition(moment.minus(AFTER));
        return change != null && change.getInstant().isBefore(moment.plus(BEFORE));
    }

    private static boolean isOdd(ReadingBlock block, int index, int intervalSeconds) {
        return block.duration(index) != intervalSeconds || displacement(block, index, intervalSeconds) != 0;
    }

    /** How far a reading's start is from where counting from the block's first puts it, in seconds. */
    private static long displacement(ReadingBlock block, int index, int intervalSeconds) {
        return block.start(index) - (block.start(0) + (long) index * intervalSeconds);
    }
}
