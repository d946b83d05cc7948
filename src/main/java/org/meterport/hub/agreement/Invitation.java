package org.meterport.hub.agreement;

import java.time.Duration;
import java.time.Instant;

/**
 * The question an agreement began with.
 *
 * @param batch the request it came in
 * @param expiresAt the first moment at which it can no longer be answered
 * @param sends mails asked for so far
 */
public record Invitation(InvitationId id, String batch, Instant expiresAt, int sends, Delivery delivery) {

    /** To the minute, counted from the request (domain rules of 2014). */
    public static final Duration VALIDITY = Duration.ofDays(30);

    /** The first mail and one reminder. */
    public static final int MOST_SENDS = 2;

    /** How far the latest mail came. */
    public enum Delivery {
        QUEUED,
        /** The mail server took it. */
        SENT,
        /** The mail server refused the address for good, or reported later that the mail came back. */
        BOUNCED
    }

    Invitation sentAgain() {
        return new Invitation(id, batch, expiresAt, sends + 1, Delivery.QUEUED);
    }

    Invitation with(Delivery outcome) {
        return new Invitation(id, batch, expiresAt, sends, outcome);
    }
}
