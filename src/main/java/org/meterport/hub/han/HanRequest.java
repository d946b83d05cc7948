package org.meterport.hub.han;

import java.time.Duration;
import java.time.Instant;
import org.meterport.han.headend.Operation;
import org.meterport.hub.shared.ThirdPartyId;

/**
 * One message to up to 10,000 addresses.
 *
 * @param sepId the Message ID every device sees, allocated by the hub and never used again
 * @param startsAt whole seconds; "now" was made absolute when the request was accepted, so that slow targets do not start
 *     late
 * @param expiresAt nothing is sent from this moment on
 * @param targets how many addresses are left after duplicates collapsed
 */
public record HanRequest(
        String id,
        ThirdPartyId thirdParty,
        Operation operation,
        long sepId,
        Text text,
        Instant startsAt,
        Instant expiresAt,
        int targets,
        Instant requestedAt) {

    /** Minutes the text is shown, as the frame counts them. */
    public int durationMinutes() {
        return Math.toIntExact(Duration.between(startsAt, expiresAt).toMinutes());
    }

    /**
     * A text for displays.
     *
     * @param importance LOW, MEDIUM, HIGH or CRITICAL
     * @param confirmationRequired whether the customer is asked to press a button
     */
    public record Text(String text, String importance, boolean confirmationRequired) {

        @Override
        public String toString() {
            return "Text[" + importance + "]";
        }
    }
}
