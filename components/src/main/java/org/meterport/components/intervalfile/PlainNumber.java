package org.meterport.components.intervalfile;

/** Kilowatt-hours as meters write them: digits, a point, three digits. */
final class PlainNumber {

    /** The number is written otherwise, or is none. */
    static final int OTHER = -1;

    private static final int MOST_DIGITS_BEFORE = 6;

    private PlainNumber() {}

    /** Watt-hours, or {@link #OTHER}. */
    static int wattHours(byte[] bytes, int begin, int end) {
        int before = end - begin - 4;
        if (before < 1 || before > MOST_DIGITS_BEFORE || bytes[end - 4] != '.') {
            return OTHER;
        }
        int value = 0;
        for (int i = begin; i < end; i++) {
            if (i == end - 4) {
                continue;
            }
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return OTHER;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
