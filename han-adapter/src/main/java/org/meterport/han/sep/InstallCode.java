package org.meterport.han.sep;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The secret printed on a device, from which the meter and the device make the key of their first meeting. Never prints itself: it is kept out of
 * logs by having no readable text form but {@link #digits()}.
 */
public final class InstallCode {
    private static final int CRC_SIZE = 2;
    private static final int CRC_POLYNOMIAL = 0x8408;

    private final byte[] bytes;

    private InstallCode(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Why a code was not taken; the value and the digits themselves stay out of it. */
    public enum Fault {
        NOT_HEXADECIMAL("an install code has only the digits 0-9 and A-F"),
        WRONG_LENGTH("an install code has 16, 20, 28 or 36 digits, its four check digits included"),
        WRONG_CHECK_DIGITS("the last four digits do not fit the others: compare the code with the one on the device");

        private final String sentence;

        Fault(String sentence) {
            this.sentence = sentence;
        }

        public String sentence() {
            return sentence;
        }
    }

    /** Thrown for a code that cannot be right, before anything is sent to a meter. */
    public static final class Invalid extends IllegalArgumentException {
        private final Fault fault;

        Invalid(Fault fault) {
            super(fault.sentence());
            this.fault = fault;
        }

        public Fault fault() {
            return fault;
        }
    }

    /**
     * Reads 6, 8, 12 or 16 bytes and their two CRC bytes, low byte first, as printed: hexadecimal, in any case, with blanks, hyphens or colons as the
     * label has them.
     *
     * @throws Invalid when the code cannot be right
     */
    public static InstallCode parse(String text) {
        var digits = text.replaceAll("[:\\-\\s]", "").toUpperCase(Locale.ROOT);
        if (!digits.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F'))) {
            throw new Invalid(Fault.NOT_HEXADECIMAL);
        }
        var length = digits.length();
        if (length != 16 && length != 20 && length != 28 && length != 36) {
            throw new Invalid(Fault.WRONG_LENGTH);
        }
        var bytes = HexFormat.of().parseHex(digits);
        var end = bytes.length - CRC_SIZE;
        var written = (bytes[end] & 0xFF) | ((bytes[end + 1] & 0xFF) << 8);
        if (crc(bytes, end) != written) {
            throw new Invalid(Fault.WRONG_CHECK_DIGITS);
        }
        return new InstallCode(bytes);
    }

    /** Makes the code of these 6, 8, 12 or 16 bytes by adding the CRC: for simulated devices. */
    public static InstallCode of(Octets secret) {
        var crc = crc(secret.toArray(), secret.size());
        var bytes = Arrays.copyOf(secret.toArray(), secret.size() + CRC_SIZE);
        bytes[secret.size()] = (byte) crc;
        bytes[secret.size() + 1] = (byte) (crc >> 8);
        return parse(HexFormat.of().formatHex(bytes));
    }

    /** The preconfigured link key: the Matyas-Meyer-Oseas hash of the code with its CRC. Sixteen bytes, as secret as the code. */
    public Octets linkKey() {
        return MmoHash.of(bytes);
    }

    /** The whole secret with its check digits, for the head-end and for encryption at rest, and for nothing else. */
    public String digits() {
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }

    /** CRC-16/X-25: polynomial 0x1021 reflected, initial value and final exclusive-or 0xFFFF. */
    private static int crc(byte[] bytes, int length) {
        var crc = 0xFFFF;
        for (var i = 0; i < length; i++) {
            crc ^= bytes[i] & 0xFF;
            for (var bit = 0; bit < Byte.SIZE; bit++) {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ CRC_POLYNOMIAL;
            }
        }
        return crc ^ 0xFFFF;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InstallCode that && MessageDigest.isEqual(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "InstallCode(" + bytes.length + " bytes)";
    }
}
