package org.meterport.components.intervalfile;

import java.util.Arrays;

/**
 * The {@code RD} text of SMT's 15-minute JSON: always 100 places, parted by commas, each {@code kWh-flag} or blank.
 *
 * <p>Places 1 to 8 are 00:00 to 01:45, places 9 to 12 the second pass of the hour from 01:00, places 13 to 100 the time
 * from 02:00. So an ordinary day leaves 9 to 12 blank, the autumn day fills all, and the spring day leaves 13 to 16
 * blank too. A missing reading is blank.
 */
public final class SmtReadingString {
    private static final int PLACES = 100;
    private static final int INTERVAL_SECONDS = 900;
    private static final int TWO_O_CLOCK = 8;
    /** How many places the second pass of the hour moves all that follows. */
    private static final int SECOND_PASS = 4;

    private static final int NONE = -1;

    private SmtReadingString() {}

    /**
     * The text for a day.
     *
     * @throws IllegalArgumentException if the intervals are not of 15 minutes
     */
    public static String of(DayReadings day) {
        if (day.intervalSeconds() != INTERVAL_SECONDS) {
            throw new IllegalArgumentException(
                    "The text is for 15-minute intervals, not " + day.intervalSeconds() + " s");
        }
        int[] slotAt = slotsByPlace(day.grid());
        StringBuilder text = new StringBuilder(PLACES * 8);
        for (int place = 0; place < PLACES; place++) {
            if (place > 0) {
                text.append(',');
            }
            int slot = slotAt[place];
            if (slot >= 0 && day.isPresent(slot)) {
                append(text, day.wattHours(slot));
                text.append('-').append(day.quality(slot).code());
            }
        }
        return text.toString();
    }

    private static int[] slotsByPlace(DayGrid grid) {
        int[] slotAt = new int[PLACES];
        Arrays.fill(slotAt, NONE);
        for (int slot = 0; slot < grid.slots(); slot++) {
            int quarter = grid.localStart(slot).toSecondOfDay() / INTERVAL_SECONDS;
            boolean later = quarter >= TWO_O_CLOCK || slotAt[quarter] != NONE;
            slotAt[later ? quarter + SECOND_PASS : quarter] = slot;
        }
        return slotAt;
    }

    private static void append(StringBuilder text, int wattHours) {
        text.append(wattHours / 1000).append('.');
        int thousandths = wattHours % 1000;
        text.append(thousandths / 100).append(thousandths / 10 % 10).append(thousandths % 10);
    }
}
