package org.meterport.hub.secrets;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Texts that nobody reads without the hub's key: AES-256-GCM, a fresh nonce each, bound to the place they are stored at,
 * so that one cannot be put in another's place. The same text sealed twice looks different; sealed texts cannot be
 * searched for.
 */
public final class Sealing {

    /** What a sealed text begins with; a later form would have another. */
    public static final String MARK = "v1:";

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final RandomGenerator random;

    /**
     * @param key 32 bytes, the same on every node
     * @param random a cryptographically strong source in a running hub: a nonce must never come twice
     */
    public Sealing(byte[] key, RandomGenerator random) {
        if (key.length != 32) {
            throw new IllegalArgumentException("a key for sealing has 32 bytes");
        }
        this.key = new SecretKeySpec(key, "AES");
        this.random = random;
    }

    /** @param place names table, column and row, for example {@code customer.email/cus_1} */
    public String seal(String plain, String place) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, plain.getBytes(StandardCharsets.UTF_8), place);
        byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
        return MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    /**
     * The text that was sealed for that place; one that was never sealed as it stands.
     *
     * @throws IllegalStateException when it was sealed with another key or for another place, or was changed
     */
    public String open(String stored, String place) {
        if (!stored.startsWith(MARK)) {
            return stored;
        }
        byte[] all = Base64.getUrlDecoder().decode(stored.substring(MARK.length()));
        byte[] plain = run(
                Cipher.DECRYPT_MODE,
                Arrays.copyOf(all, NONCE_BYTES),
                Arrays.copyOfRange(all, NONCE_BYTES, all.length),
                place);
        return new String(plain, StandardCharsets.UTF_8);
    }

    private byte[] run(int mode, byte[] nonce, byte[] input, String place) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(
                    "the text at " + place + " cannot be opened: it was sealed with another key, or changed", broken);
        }
    }
}
