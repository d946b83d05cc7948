package org.meterport.hub.agreement;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.meterport.hub.premise.CustomerId;
import org.meterport.hub.shared.Rejection;

/**
 * Tokens that stand for a right in a link of a mail: what it opens, until when, and an HMAC-SHA-256 over both.
 *
 * <p>Nothing is stored: the same right gives the same token, so a mail that is sent again after a crash carries the same
 * link. An invitation's link works once because the invitation can be answered once.
 */
public final class SignedLinks {

    private static final Pattern FORM =
            Pattern.compile("([ci])([0-9a-z_]{1,60})\\.([0-9a-z]{1,13})\\.([A-Za-z0-9_-]{27})");

    /** 160 bits: more than anybody can try, and the link still fits on a line. */
    private static final int SIGNATURE_BYTES = 20;

    private final SecretKeySpec key;

    /** @param key at least 32 bytes, the same on every node */
    public SignedLinks(byte[] key) {
        if (key.length < 32) {
            throw new IllegalArgumentException("a key for links has 32 bytes or more");
        }
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /** Opens one invitation. Its answer is accepted until the invitation expires; the token itself does not end. */
    public String invitation(InvitationId id, Instant expiresAt) {
        return token('i', id.value().substring(4), expiresAt);
    }

    /** Opens a customer's own page. */
    public String customer(CustomerId id, Instant until) {
        return token('c', id.value().substring(4), until);
    }

    /** @throws Rejection {@link AgreementProblem#LINK_INVALID} when we did not make it */
    public InvitationId invitation(String token) {
        return new InvitationId("inv_" + read('i', token).group(2));
    }

    /**
     * The customer whose page the token opens.
     *
     * @throws Rejection {@link AgreementProblem#LINK_INVALID} when we did not make it, {@link
     *     AgreementProblem#LINK_EXPIRED} when its time is over
     */
    public CustomerId customer(String token, Instant now) {
        Matcher parts = read('c', token);
        if (now.getEpochSecond() >= Long.parseLong(parts.group(3), 36)) {
            throw new Rejection(
                    AgreementProblem.LINK_EXPIRED, "This link has expired; each mail from us brings a fresh one.");
        }
        return new CustomerId("cus_" + parts.group(2));
    }

    private String token(char purpose, String id, Instant until) {
        String payload = purpose + id + "." + Long.toString(until.getEpochSecond(), 36);
        return payload + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature(payload));
    }

    private Matcher read(char purpose, String token) {
        Matcher parts = FORM.matcher(token);
        if (!parts.matches()
                || parts.group(1).charAt(0) != purpose
                || !MessageDigest.isEqual(
                        signature(token.substring(0, token.lastIndexOf('.'))),
                        Base64.getUrlDecoder().decode(parts.group(4)))) {
            throw new Rejection(
                    AgreementProblem.LINK_INVALID, "This link is not complete; open it from the mail once more.");
        }
        return parts;
    }

    private byte[] signature(String payload) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Arrays.copyOf(mac.doFinal(payload.getBytes(StandardCharsets.US_ASCII)), SIGNATURE_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }
}
