package org.meterport.han.sep;

/** The value of a ZCL attribute, read far enough to use it. */
public sealed interface AttributeValue {
    /** An integer, bitmap, enumeration, Boolean or time; an unsigned one of eight bytes is to be read as unsigned. */
    record Whole(long value) implements AttributeValue {}

    /** A string, an address, a key or a floating-point number, as it came and without its length byte. */
    record Bytes(Octets value) implements AttributeValue {}

    /** A string marked invalid. */
    record Absent() implements AttributeValue {}

    /** Reads the value of a type whose length can be known; arrays, sets and structures are not used by what is read here. */
    static AttributeValue read(int type, Reader in) {
        if ((type >= 0x08 && type <= 0x0F) || (type >= 0x18 && type <= 0x27)) {
            return new Whole(in.unsigned((type & 0x07) + 1));
        }
        if (type >= 0x28 && type <= 0x2F) {
            return new Whole(in.signed((type & 0x07) + 1));
        }
        return switch (type) {
            case 0x00 -> new Absent();
            case 0x10, 0x30 -> new Whole(in.u8());
            case 0x31, 0xE8, 0xE9 -> new Whole(in.u16());
            case 0xE0, 0xE1, 0xE2, 0xEA -> new Whole(in.u32());
            case 0x38 -> new Bytes(in.raw(2));
            case 0x39 -> new Bytes(in.raw(4));
            case 0x3A, 0xF0 -> new Bytes(in.raw(8));
            case 0xF1 -> new Bytes(in.raw(16));
            case 0x41, 0x42 -> in.string().<AttributeValue>map(Bytes::new).orElseGet(Absent::new);
            case 0x43, 0x44 -> longString(in);
            default -> throw new Reader.Nonsense("attribute type " + type + " has no length that is known here");
        };
    }

    /**
     * Bytes of a type whose values are {@link Whole}.
     *
     * @throws IllegalArgumentException for any other type
     */
    static int width(int type) {
        if ((type >= 0x08 && type <= 0x0F) || (type >= 0x18 && type <= 0x2F)) {
            return (type & 0x07) + 1;
        }
        return switch (type) {
            case 0x10, 0x30 -> 1;
            case 0x31, 0xE8, 0xE9 -> 2;
            case 0xE0, 0xE1, 0xE2, 0xEA -> 4;
            default -> throw new IllegalArgumentException("attribute type " + type + " holds no whole number");
        };
    }

    private static AttributeValue longString(Reader in) {
        var length = in.u16();
        return length == Wire.U16_MAX ? new Absent() : new Bytes(in.raw(length));
    }
}
