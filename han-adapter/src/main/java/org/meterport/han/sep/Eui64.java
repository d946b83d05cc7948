package org.meterport.han.sep;

import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The MAC address of a ZigBee device.
 *
 * @param value the eight bytes as printed on the device, most significant first
 */
public record Eui64(long value) {
    private static final Pattern SEPARATORS = Pattern.compile("[:\\-\\s]");
    private static final Pattern DIGITS = Pattern.compile("[0-9A-F]{16}");
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /**
     * Reads sixteen hexadecimal digits in any case, with or without colons, hyphens or blanks between them.
     *
     * @throws IllegalArgumentException for anything else, and for the two addresses that name no device (all zeros, all ones)
     */
    public static Eui64 parse(String text) {
        var digits = SEPARATORS.matcher(text).replaceAll("").toUpperCase(Locale.ROOT);
        if (!DIGITS.matcher(digits).matches()) {
            throw new IllegalArgumentException("a MAC address has sixteen hexadecimal digits");
        }
        var value = Long.parseUnsignedLong(digits, 16);
        if (value == 0 || value == -1L) {
            throw new IllegalArgumentException("a MAC address of all zeros or all ones names no device");
        }
        return new Eui64(value);
    }

    /** Sixteen upper-case hexadecimal digits. */
    @Override
    public String toString() {
        return HEX.toHexDigits(value);
    }
}
