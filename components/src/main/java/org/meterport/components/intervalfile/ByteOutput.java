package org.meterport.components.intervalfile;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** ASCII text on its way into a stream, buffered, for writers that put out millions of numbers. */
public final class ByteOutput implements Closeable {
    private static final int SIZE = 1 << 16;
    private static final int LONGEST_NUMBER = 20;

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final OutputStream out;
    private final byte[] buffer = new byte[SIZE];
    private int filled;

    public ByteOutput(OutputStream out) {
        this.out = out;
    }

    public void put(byte[] bytes) throws IOException {
        put(bytes, bytes.length);
    }

    public void put(byte[] bytes, int length) throws IOException {
        if (length > SIZE - filled) {
            drain();
            if (length > SIZE) {
                out.write(bytes, 0, length);
                return;
            }
        }
        System.arraycopy(bytes, 0, buffer, filled, length);
        filled += length;
    }

    public void put(char ascii) throws IOException {
        if (filled == SIZE) {
            drain();
        }
        buffer[filled++] = (byte) ascii;
    }

    /** Decimal digits. */
    public void putNumber(long number) throws IOException {
        if (SIZE - filled < LONGEST_NUMBER) {
            drain();
        }
        if (number < 0 || number > Integer.MAX_VALUE) {
            for (char digit : Long.toString(number).toCharArray()) {
                buffer[filled++] = (byte) digit;
            }
            return;
        }
        // Division of ints is several times quicker, and nearly all numbers are such.
        int rest = (int) number;
        if (rest < FourDigits.BOUND) {
            INTS.set(buffer, filled, FourDigits.withoutZeros(rest));
            filled += FourDigits.count(rest);
            return;
        }
        int end = filled + digits(rest);
        for (int i = end - 1; i >= filled; i--) {
            buffer[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        filled = end;
    }

    private static int digits(int number) {
        int digits = 1;
        for (int bound = 10; number >= bound; bound *= 10) {
            digits++;
            if (digits == 10) {
                break;
            }
        }
        return digits;
    }

    /** Watt-hours as kilowatt-hours with three decimals: 580 becomes 0.580. */
    public void putKilowattHours(int wattHours) throws IOException {
        putNumber(wattHours / 1000);
        if (SIZE - filled < 4) {
            drain();
        }
        // the point takes the place of the first of four digits, which is zero
        INTS.set(buffer, filled, FourDigits.of(wattHours % 1000) - '0' + '.');
        filled += 4;
    }

    /** Hands everything to the stream. */
    public void flush() throws IOException {
        drain();
        out.flush();
    }

    @Override
    public void close() throws IOException {
        drain();
        out.close();
    }

    private void drain() throws IOException {
        out.write(buffer, 0, filled);
        filled = 0;
    }
}
