package org.meterport.hub.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs as <a href="https://www.standardwebhooks.com">Standard Webhooks</a> says, for which receivers find libraries:
 * HMAC-SHA256 over {@code id.timestamp.body}. Each address has a secret of its own, derived from the hub's key and the
 * address's id, so that it is stored nowhere and every node has it.
 */
public final class Signing {

    private static final String HMAC = "HmacSHA256";

    private final byte[] key;

    /** @param key 32 bytes, the same on every node */
    public Signing(byte[] key) {
        this.key = key.clone();
    }

    /** What the Third Party checks signatures with. */
    public String secret(String webhookId) {
        return "whsec_" + Base64.getEncoder().encodeToString(hmac(key, webhookId));
    }

    /** @param at of this attempt; a receiver refuses what is too old, so that nothing can be played to it again */
    Map<String, String> headers(String webhookId, String eventId, Instant at, String body) {
        String timestamp = String.valueOf(at.getEpochSecond());
        byte[] signature = hmac(hmac(key, webhookId), eventId + "." + timestamp + "." + body);
        Map<String, String> headers = new TreeMap<>();
        headers.put("Webhook-Id", eventId);
        headers.put("Webhook-Timestamp", timestamp);
        headers.put("Webhook-Signature", "v1," + Base64.getEncoder().encodeToString(signature));
        headers.put("Content-Type", "application/json");
        return headers;
    }

    private static byte[] hmac(byte[] secret, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret, HMAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + HMAC, impossible);
        }
    }
}
