package org.meterport.components.intervalfile;

/**
 * A detail row as nearly all are, {@code 10000007,0.204,A}, taken straight from its bytes. Whatever looks otherwise is
 * left to the reading that knows every form and every fault.
 */
final class PlainDetail {

    private static final int CODE_DIGITS = 8;

    private final LineScanner lines;
    private boolean matched;
    private int wattHours;
    private Quality quality = Quality.MISSING;

    PlainDetail(LineScanner lines) {
        this.lines = lines;
    }

    /** Whether the current line is such a row with this number; then {@link #wattHours} and {@link #quality} are its. */
    boolean matches(int code) {
        matched = code > LseReading.FIRST_DETAIL && read(code);
        return matched;
    }

    /** What the last question was answered with. */
    boolean matched() {
        return matched;
    }

    int wattHours() {
        return wattHours;
    }

    Quality quality() {
        return quality;
    }

    private boolean read(int code) {
        byte[] bytes = lines.bytes();
        int start = lines.start();
        int end = lines.end();
        // code, comma, at least 0.000, comma, status
        if (end - start < CODE_DIGITS + 8
                || bytes[start + CODE_DIGITS] != ','
                || bytes[end - 2] != ','
                || !isCode(bytes, start, code)) {
            return false;
        }
        byte status = bytes[end - 1];
        if (status != 'A' && status != 'E') {
            return false;
        }
        wattHours = PlainNumber.wattHours(bytes, start + CODE_DIGITS + 1, end - 2);
        quality = status == 'A' ? Quality.ACTUAL : Quality.ESTIMATED;
        return wattHours >= 0;
    }

    private static boolean isCode(byte[] bytes, int start, int code) {
        int rest = code;
        for (int i = start + CODE_DIGITS - 1; i >= start; i--) {
            if (bytes[i] != '0' + rest % 10) {
                return false;
            }
            rest /= 10;
        }
        return rest == 0;
    }
}
