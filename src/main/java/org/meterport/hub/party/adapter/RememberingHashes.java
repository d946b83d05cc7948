package org.meterport.hub.party.adapter;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.meterport.hub.party.SecretHashes;

/**
 * Spares a program that shows its right secret at every call the slow comparison. What is remembered is a keyed hash of
 * secret and stored hash together, so a secret that was changed is not remembered; the key is this process's own.
 */
final class RememberingHashes implements SecretHashes {

    private static final int MOST = 1_000;

    private final SecretHashes slow;
    private final SecretKeySpec key;
    private final Set<String> right = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    }));

    /** @param key 32 random bytes that nobody else has */
    RememberingHashes(SecretHashes slow, byte[] key) {
        this.slow = slow;
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    @Override
    public String hash(String secret) {
        return slow.hash(secret);
    }

    @Override
    public boolean matches(String secret, String hash) {
        String seen = seen(secret, hash);
        if (right.contains(seen)) {
            return true;
        }
        boolean matches = slow.matches(secret, hash);
        if (matches) {
            right.add(seen);
        }
        return matches;
    }

    @Override
    public boolean refuse(String secret) {
        return slow.refuse(secret);
    }

    private String seen(String secret, String hash) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(hash.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return Base64.getEncoder().encodeToString(mac.doFinal(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }
}
