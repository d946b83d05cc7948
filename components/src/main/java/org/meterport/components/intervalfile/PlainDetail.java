package org.meterport.components.intervalfile;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A detail row as nearly all are, {@code 10000007,0.204,A}, taken straight from its bytes, before anyone has looked for
 * its end. Whatever looks otherwise is left to the reading that knows every form and every fault.
 */
final class PlainDetail {

    private static final int CODE_DIGITS = 8;
    /** Bytes: the code, the number, two commas, the status, and the end of the line. */
    private static final int LONGEST = CODE_DIGITS + PlainNumber.LONGEST + 5;

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final LineScanner lines;
    private final PlainNumber number = new PlainNumber();
    private boolean taken;
    private Quality quality = Quality.MISSING;

    PlainDetail(LineScanner lines) {
        this.lines = lines;
    }

    /**
     * Moves to the next line if it is such a row with this number; then {@link #wattHours} and {@link #quality} are its.
     */
    boolean takes(int code) {
        taken = code > LseReading.FIRST_DETAIL && read(code);
        return taken;
    }

    /** What the last question was answered with. */
    boolean taken() {
        return taken;
    }

    int wattHours() {
        return number.wattHours();
    }

    Quality quality() {
        return quality;
    }

    private boolean read(int code) {
        int start = lines.ahead(LONGEST);
        if (start < 0 || code >= FourDigits.BOUND * FourDigits.BOUND) {
            return false;
        }
        byte[] bytes = lines.bytes();
        if ((int) INTS.get(bytes, start + 4) != FourDigits.of(code % FourDigits.BOUND)
                || (int) INTS.get(bytes, start) != FourDigits.of(code / FourDigits.BOUND)
                || bytes[start + CODE_DIGITS] != ','
                || !number.begins(bytes, start + CODE_DIGITS + 1)
                || bytes[number.end()] != ',') {
            return false;
        }
        byte status = bytes[number.end() + 1];
        if (status != 'A' && status != 'E') {
            return false;
        }
        quality = status == 'A' ? Quality.ACTUAL : Quality.ESTIMATED;
        return lines.nextEndsAt(number.end() + 2);
    }
}
