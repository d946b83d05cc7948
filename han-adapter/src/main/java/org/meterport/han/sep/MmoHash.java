package org.meterport.han.sep;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** The AES-128 Matyas-Meyer-Oseas hash of the ZigBee specification, annex B.6, for inputs below 8 KiB (decision 0020 says why it is written here). */
final class MmoHash {
    private static final int BLOCK = 16;
    private static final int LENGTH_FIELD = 2;
    private static final int LONGEST = 8191;

    private MmoHash() {}

    static Octets of(byte[] input) {
        if (input.length > LONGEST) {
            throw new IllegalArgumentException("the hash takes at most " + LONGEST + " bytes");
        }
        var padded = Arrays.copyOf(input, (input.length + 1 + LENGTH_FIELD + BLOCK - 1) / BLOCK * BLOCK);
        padded[input.length] = (byte) 0x80;
        var bits = input.length * Byte.SIZE;
        padded[padded.length - 2] = (byte) (bits >> 8);
        padded[padded.length - 1] = (byte) bits;
        var hash = new byte[BLOCK];
        for (var at = 0; at < padded.length; at += BLOCK) {
            var block = Arrays.copyOfRange(padded, at, at + BLOCK);
            hash = encrypt(hash, block);
            for (var i = 0; i < BLOCK; i++) {
                hash[i] ^= block[i];
            }
        }
        return Octets.of(hash);
    }

    /** One block under a key that is used for this block alone, so the mode has nothing to chain. */
    private static byte[] encrypt(byte[] key, byte[] block) {
        try {
            var cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
            return cipher.doFinal(block);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES", e);
        }
    }
}
