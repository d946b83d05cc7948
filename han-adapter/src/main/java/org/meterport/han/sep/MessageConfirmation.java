package org.meterport.han.sep;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Messaging 0x01 from a device: the user pressed the button.
 *
 * @param control of SE 1.2a: 0x01 "no", 0x02 "yes"; empty in SE 1.0 and 1.1
 * @param response what the user answered, of SE 1.2a; can only be there with {@code control}
 */
public record MessageConfirmation(long messageId, SepTime confirmedAt, OptionalInt control, Optional<Octets> response)
        implements DeviceReport {
    public static final int COMMAND = 0x01;

    public MessageConfirmation {
        Wire.u32("message id", messageId);
        control.ifPresent(bits -> Wire.u8("confirmation control", bits));
        if (response.isPresent() && control.isEmpty()) {
            throw new IllegalArgumentException("a response cannot stand without its control byte");
        }
    }

    /** In the form of SE 1.0 and 1.1. */
    public MessageConfirmation(long messageId, SepTime confirmedAt) {
        this(messageId, confirmedAt, OptionalInt.empty(), Optional.empty());
    }

    @Override
    public int cluster() {
        return Cluster.MESSAGING;
    }

    @Override
    public int command() {
        return COMMAND;
    }
}
