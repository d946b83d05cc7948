package org.meterport.han.headend;

import java.time.Instant;
import java.util.List;
import org.meterport.han.sep.DeviceMessage;
import org.meterport.han.sep.Octets;
import org.meterport.han.sep.SepCodec;

/**
 * One message for many homes.
 *
 * @param id the caller's, 1 to 200 characters. With a target and the {@link Operation} it is the name of one piece of work: submitting it again
 *     gives the same answer again and does nothing, whatever the rest of the batch says
 * @param message the meaning, for head-ends that build frames themselves
 * @param zcl the same as a ZCL frame of profile 0x0109 with sequence number 0; who puts it on the air sets byte 1 to a sequence number of his own
 *     and changes nothing else
 * @param targets in the order of the answers; the same one twice gets the same answer twice
 * @param notBefore do not hand to the meter before this moment
 * @param expiresAt drop what has not reached its meter by then, and say {@link Level#EXPIRED}
 * @param clientReference for the head-end operator's eyes, at most 200 characters, possibly empty; no personal data
 */
public record Batch(
        String id,
        DeviceMessage message,
        Octets zcl,
        List<Target> targets,
        Instant notBefore,
        Instant expiresAt,
        Priority priority,
        String clientReference) {
    private static final int LONGEST_NAME = 200;

    public Batch {
        if (id.isEmpty() || id.length() > LONGEST_NAME || clientReference.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("batch id and client reference have at most " + LONGEST_NAME
                    + " characters, and the id has at least one");
        }
        targets = List.copyOf(targets);
    }

    /** With the bytes and the priority that follow from the message. */
    public static Batch of(
            String id, DeviceMessage message, List<Target> targets, Instant notBefore, Instant expiresAt) {
        return new Batch(
                id,
                message,
                SepCodec.encode(message, 0),
                targets,
                notBefore,
                expiresAt,
                Priority.of(Operation.of(message)),
                "");
    }

    public Operation operation() {
        return Operation.of(message);
    }
}
