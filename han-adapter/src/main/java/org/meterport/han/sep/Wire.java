package org.meterport.han.sep;

/** Widths of the integers on the wire. */
final class Wire {
    static final int U8_MAX = 0xFF;
    static final int U16_MAX = 0xFFFF;
    static final long U32_MAX = 0xFFFF_FFFFL;

    private Wire() {}

    static int u8(String field, int value) {
        return (int) within(field, value, 0, U8_MAX);
    }

    static int u16(String field, int value) {
        return (int) within(field, value, 0, U16_MAX);
    }

    static long u32(String field, long value) {
        return within(field, value, 0, U32_MAX);
    }

    static long within(String field, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(field + " is " + value + ", but must be " + least + " to " + most);
        }
        return value;
    }
}
