package org.meterport.han.sep;

import java.util.Arrays;
import java.util.HexFormat;

/** Bytes that stay as they are. Prints as upper-case hexadecimal. */
public final class Octets {
    public static final Octets NONE = new Octets(new byte[0]);
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final byte[] bytes;

    private Octets(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Octets of(byte... bytes) {
        return new Octets(bytes.clone());
    }

    /**
     * Reads digits in either case.
     *
     * @throws IllegalArgumentException for anything but an even number of hexadecimal digits
     */
    public static Octets ofHex(String hex) {
        return new Octets(HEX.parseHex(hex));
    }

    public int size() {
        return bytes.length;
    }

    /** A copy the caller may change. */
    public byte[] toArray() {
        return bytes.clone();
    }

    public String hex() {
        return HEX.formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}
