package org.meterport.hub.usage.adapter;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import org.meterport.components.intervalfile.DayReadings;

/**
 * Rows as PostgreSQL's COPY takes them in its binary form, in one growing array: the server then has no text to parse,
 * which is most of what storing a day costs. See "Binary Format" in its manual on COPY.
 */
final class BinaryRows {

    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    /** The oid of type integer. */
    private static final int INT4 = 23;

    /** In an array, behind the number of dimensions, the flag for nulls and the type; the lower bound follows. */
    private static final int SIZE_AT = 12;

    private static final long SECONDS_TO_2000 = 946_684_800L;
    private static final long DAYS_TO_2000 = 10_957L;

    private byte[] bytes = new byte[1 << 16];
    private int length;

    BinaryRows() {
        clear();
    }

    void clear() {
        System.arraycopy(HEADER, 0, bytes, 0, HEADER.length);
        length = HEADER.length;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Begins a row of so many fields. */
    void row(int fields) {
        shortNumber(fields);
    }

    /** Ends the last row. */
    void end() {
        shortNumber(-1);
    }

    void date(LocalDate day) {
        number(4);
        number((int) (day.toEpochDay() - DAYS_TO_2000));
    }

    void text(String ascii) {
        number(ascii.length());
        raw(ascii);
    }

    void integer(int value) {
        number(4);
        number(value);
    }

    void big(long value) {
        number(8);
        longNumber(value);
    }

    void bool(boolean value) {
        number(1);
        reserve(1);
        bytes[length++] = (byte) (value ? 1 : 0);
    }

    void moment(Instant moment) {
        big((moment.getEpochSecond() - SECONDS_TO_2000) * 1_000_000 + moment.getNano() / 1_000);
    }

    /** integer[] of the day's watt-hours, null where a reading is missing. */
    void energy(DayReadings day) {
        int slots = day.slots();
        reserve(4 + 20 + 8 * slots);
        int lengthAt = length;
        length += 4;
        number(1);
        int nullsAt = length;
        number(0);
        number(INT4);
        number(slots);
        number(1);
        boolean nulls = false;
        for (int slot = 0; slot < slots; slot++) {
            if (day.isPresent(slot)) {
                number(4);
                number(day.wattHours(slot));
            } else {
                nulls = true;
                number(-1);
            }
        }
        put(lengthAt, length - lengthAt - 4);
        put(nullsAt, nulls ? 1 : 0);
    }

    /** The watt-hours of an integer[] as {@code array_send} gives it, {@link DayReadings#NO_READING} for null. */
    static int[] energy(byte[] sent) {
        int[] energy = new int[(int) INTS.get(sent, SIZE_AT)];
        int at = SIZE_AT + 2 * Integer.BYTES;
        for (int slot = 0; slot < energy.length; slot++) {
            int size = (int) INTS.get(sent, at);
            at += Integer.BYTES;
            if (size == Integer.BYTES) {
                energy[slot] = (int) INTS.get(sent, at);
                at += Integer.BYTES;
            } else {
                energy[slot] = DayReadings.NO_READING;
            }
        }
        return energy;
    }

    private void raw(String ascii) {
        int size = ascii.length();
        reserve(size);
        byte[] text = ascii.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, bytes, length, size);
        length += size;
    }

    private void shortNumber(int value) {
        reserve(2);
        bytes[length++] = (byte) (value >> 8);
        bytes[length++] = (byte) value;
    }

    private void number(int value) {
        reserve(4);
        put(length, value);
        length += 4;
    }

    private void longNumber(long value) {
        number((int) (value >> 32));
        number((int) value);
    }

    private void put(int at, int value) {
        INTS.set(bytes, at, value);
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
