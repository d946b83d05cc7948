package org.meterport.hub.han;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.meterport.han.headend.Operation;
import org.meterport.hub.shared.ThirdPartyId;

/**
 * One message to up to 10,000 addresses.
 *
 * @param sepId the Message ID or Issuer Event ID every device sees, allocated by the hub and never used again; a cancel has
 *     that of what it takes back
 * @param startsAt whole seconds; "now" was made absolute when the request was accepted, so that slow targets do not start
 *     late
 * @param expiresAt nothing is sent from this moment on
 * @param targets how many addresses are left after duplicates collapsed
 * @param finishedAt when every target had its final status; empty until then, and again after a late word
 */
public record HanRequest(
        String id,
        ThirdPartyId thirdParty,
        long sepId,
        HanMessage message,
        Instant startsAt,
        Instant expiresAt,
        int targets,
        Instant requestedAt,
        Optional<Instant> finishedAt) {

    public Operation operation() {
        return message.operation();
    }

    /** Minutes of the text, the price or the event, as the frame counts them. */
    public int durationMinutes() {
        return Math.toIntExact(Duration.between(startsAt, expiresAt).toMinutes());
    }
}
