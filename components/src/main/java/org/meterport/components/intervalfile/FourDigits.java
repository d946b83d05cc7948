package org.meterport.components.intervalfile;

import java.util.Arrays;

/** Numbers from 0 to 9999 as four ASCII digits in one int, the first in its lowest byte, as it is stored little-endian. */
public final class FourDigits {
    /** The first number that has none. */
    public static final int BOUND = 10_000;

    private static final int[] DIGITS = new int[BOUND];

    static {
        Arrays.setAll(
                DIGITS,
                n -> digit(n / 1_000)
                        | (digit(n / 100 % 10) << 8)
                        | (digit(n / 10 % 10) << 16)
                        | (digit(n % 10) << 24));
    }

    private FourDigits() {}

    /** With leading zeros. */
    public static int of(int number) {
        return DIGITS[number];
    }

    /** Without leading zeros: shifted down, so that zero bytes stand behind the last digit. */
    public static int withoutZeros(int number) {
        return DIGITS[number] >>> (8 * (4 - count(number)));
    }

    /** How many digits the number has without leading zeros. */
    public static int count(int number) {
        if (number < 100) {
            return number < 10 ? 1 : 2;
        }
        return number < 1_000 ? 3 : 4;
    }

    private static int digit(int value) {
        return '0' + value;
    }
}
