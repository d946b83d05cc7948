package org.meterport.hub.han.adapter;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps install codes from whoever reads the database: AES-256-GCM, a nonce for each, bound to the device's id so that one
 * row's code cannot be moved into another.
 */
final class InstallCodeCipher {

    /** Name of the key in the secrets folder. */
    static final String SECRET = "install-code-key";

    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final RandomGenerator random;

    /**
     * @param key 32 bytes in base64url
     * @param random a cryptographically strong source in a running hub
     */
    InstallCodeCipher(String key, RandomGenerator random) {
        this.key = new SecretKeySpec(Base64.getUrlDecoder().decode(key), "AES");
        this.random = random;
    }

    byte[] seal(String id, String code) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] text = run(Cipher.ENCRYPT_MODE, id, nonce, code.getBytes(StandardCharsets.US_ASCII));
        return ByteBuffer.allocate(nonce.length + text.length)
                .put(nonce)
                .put(text)
                .array();
    }

    /** @throws IllegalStateException when it was sealed for another device or with another key */
    String opened(String id, byte[] kept) {
        ByteBuffer parts = ByteBuffer.wrap(kept);
        byte[] nonce = new byte[NONCE_BYTES];
        parts.get(nonce);
        byte[] text = new byte[parts.remaining()];
        parts.get(text);
        return new String(run(Cipher.DECRYPT_MODE, id, nonce, text), StandardCharsets.US_ASCII);
    }

    private byte[] run(int mode, String id, byte[] nonce, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance(TRANSFORMATION);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(id.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException(
                    "an install code cannot be " + (mode == Cipher.ENCRYPT_MODE ? "sealed" : "opened"), refused);
        }
    }
}
