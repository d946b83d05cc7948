package org.meterport.components.intervalfile;

/** Kilowatt-hours as meters write them: up to six digits, a point, three digits. */
final class PlainNumber {

    private static final int MOST_DIGITS_BEFORE = 6;
    /** Bytes; so many may be looked at, and one more. */
    static final int LONGEST = MOST_DIGITS_BEFORE + 4;

    private int wattHours;
    private int end;

    /** Whether such a number begins there; then {@link #wattHours} and {@link #end} are its. */
    boolean begins(byte[] bytes, int begin) {
        int value = 0;
        int at = begin;
        int digit = bytes[at] - '0';
        while (digit >= 0 && digit <= 9 && at - begin < MOST_DIGITS_BEFORE) {
            value = value * 10 + digit;
            at++;
            digit = bytes[at] - '0';
        }
        if (at == begin || bytes[at] != '.') {
            return false;
        }
        int tenths = bytes[at + 1] - '0';
        int hundredths = bytes[at + 2] - '0';
        int thousandths = bytes[at + 3] - '0';
        wattHours = value * 1_000 + tenths * 100 + hundredths * 10 + thousandths;
        end = at + 4;
        return isDigit(tenths) && isDigit(hundredths) && isDigit(thousandths);
    }

    int wattHours() {
        return wattHours;
    }

    /** The position behind it. */
    int end() {
        return end;
    }

    private static boolean isDigit(int value) {
        return value >= 0 && value <= 9;
    }
}
