package org.meterport.hub.mail;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Senders of envelopes, one for each mail, so that a report of a mail server that comes back later says by its own
 * address which mail it is about: {@code bounce+<mail id>.<signature>@domain}. Only the hub can make such an address, so
 * nobody can claim that a mail came back who has not seen that mail's envelope.
 */
public final class BounceAddresses {

    /** RFC 5321, 4.5.3.1.1. */
    private static final int LOCAL_PART = 64;

    /** 80 bits, in lower case: mail servers may fold the case of an address. */
    private static final int SIGNATURE_BYTES = 10;

    private final SecretKeySpec key;
    private final String before;
    private final String behind;
    private final Pattern form;

    /**
     * @param mailbox where reports go, its server passing on what stands behind a plus sign; empty for none
     * @param key at least 32 bytes, the same on every node
     */
    public BounceAddresses(String mailbox, byte[] key) {
        int at = mailbox.lastIndexOf('@');
        if (key.length < 32 || at == 0 || (at < 0 && !mailbox.isEmpty())) {
            throw new IllegalArgumentException("bounces need a mailbox and a key of 32 bytes");
        }
        this.key = new SecretKeySpec(key, "HmacSHA256");
        this.before = at < 0 ? "" : mailbox.substring(0, at) + "+";
        this.behind = at < 0 ? "" : mailbox.substring(at).toLowerCase(Locale.ROOT);
        this.form = Pattern.compile(
                Pattern.quote(before) + "([a-z0-9_.]+)\\.([0-9a-f]{" + 2 * SIGNATURE_BYTES + "})"
                        + Pattern.quote(behind),
                Pattern.CASE_INSENSITIVE);
    }

    /** The sender for a mail's envelope; empty for mails whose id is too long for one, and when there is no mailbox. */
    public Optional<String> of(String mailId) {
        String local = before + mailId + "." + signature(mailId);
        return behind.isEmpty() || local.length() > LOCAL_PART || !mailId.matches("[a-z0-9_.]+")
                ? Optional.empty()
                : Optional.of(local + behind);
    }

    /** Whether mail to that address is for the mailbox of reports, ours or forged. */
    public boolean isFor(String address) {
        String plain = address.toLowerCase(Locale.ROOT);
        return !behind.isEmpty() && plain.startsWith(before.toLowerCase(Locale.ROOT)) && plain.endsWith(behind);
    }

    /** The mail an address was made for; empty when it is none of ours. */
    public Optional<String> mailId(String address) {
        Matcher parts = form.matcher(address);
        if (behind.isEmpty() || !parts.matches()) {
            return Optional.empty();
        }
        String id = parts.group(1).toLowerCase(Locale.ROOT);
        boolean genuine = MessageDigest.isEqual(
                signature(id).getBytes(StandardCharsets.US_ASCII),
                parts.group(2).toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
        return genuine ? Optional.of(id) : Optional.empty();
    }

    private String signature(String mailId) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] all = mac.doFinal(("bounce " + mailId).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(all, SIGNATURE_BYTES));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }
}
