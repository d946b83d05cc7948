package org.meterport.components.greenbutton;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Ids for what a feed holds: the same for the same thing on every export, and telling nothing about it. They are RFC
 * 4122 version 5 ids in the name space of a host, over names that begin with a secret, because an ESIID is guessed soon.
 */
public final class OpaqueIds {
    private static final UUID URL_NAMESPACE = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");
    private static final int LEAST_SALT_BYTES = 16;

    private final UUID host;
    private final byte[] salt;

    /**
     * Ids of one installation.
     *
     * @param host base of the installation's addresses, such as {@code https://hub.example}
     * @param salt secret, kept for ever, at least 16 bytes; another salt makes other ids of everything
     */
    public OpaqueIds(String host, byte[] salt) {
        if (salt.length < LEAST_SALT_BYTES) {
            throw new IllegalArgumentException("The salt needs at least " + LEAST_SALT_BYTES + " bytes");
        }
        this.host = version5(URL_NAMESPACE, host.getBytes(UTF_8));
        this.salt = salt.clone();
    }

    /** The id of a thing that its kind and its own names tell apart from all others. */
    public UUID of(String kind, String... names) {
        byte[] name = (kind + "\n" + String.join("\n", names)).getBytes(UTF_8);
        byte[] salted = ByteBuffer.allocate(salt.length + name.length)
                .put(salt)
                .put(name)
                .array();
        return version5(host, salted);
    }

    private static UUID version5(UUID namespace, byte[] name) {
        MessageDigest sha1;
        try {
            sha1 = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-1", impossible);
        }
        sha1.update(ByteBuffer.allocate(16)
                .putLong(namespace.getMostSignificantBits())
                .putLong(namespace.getLeastSignificantBits())
                .array());
        ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name));
        long most = (hash.getLong() & ~0xF000L) | 0x5000L;
        long least = (hash.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(most, least);
    }
}
