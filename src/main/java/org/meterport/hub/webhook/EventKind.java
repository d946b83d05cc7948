package org.meterport.hub.webhook;

import java.util.Arrays;
import java.util.Optional;

/** What Third Parties can be told of. The names are part of the contract. */
public enum EventKind {
    /** Targets of a device message have a new status, up to 500 an event. */
    HAN_TARGETS("han.targets"),
    /** Every target of a device message has its final status. */
    HAN_REQUEST_FINISHED("han.request.finished"),
    /** A device in a home has a new state. */
    HAN_DEVICE("han.device"),
    /** Sent when the Third Party asks for it, whatever the address wants. */
    PING("ping");

    private final String wire;

    EventKind(String wire) {
        this.wire = wire;
    }

    /** Its name on the wire. */
    public String wire() {
        return wire;
    }

    public static Optional<EventKind> ofWire(String name) {
        return Arrays.stream(values()).filter(kind -> kind.wire.equals(name)).findFirst();
    }
}
