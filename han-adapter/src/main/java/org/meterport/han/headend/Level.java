package org.meterport.han.headend;

/**
 * How far a message came. Names are stable: they are stored and shown. Progress only rises in declaration order; the order in which events arrive says
 * nothing.
 */
public enum Level {
    /** Taken by the head-end; implied by {@link Answer.Accepted}. */
    HEADEND_ACCEPTED(Kind.PROGRESS),
    /** In the meter. A sleeping device may fetch it hours later. */
    ESI_DELIVERED(Kind.PROGRESS),
    /** In a device: its Default Response, its "received" report or its price acknowledgement. */
    DEVICE_DELIVERED(Kind.PROGRESS),
    /** A load-control event is running in a device. */
    STARTED(Kind.PROGRESS),
    /** A load-control event ran to its end. */
    COMPLETED(Kind.PROGRESS),

    /** The customer takes no part in the event, at least for now. */
    OPTED_OUT(Kind.REMARK),
    /** The customer takes part again. */
    OPTED_IN(Kind.REMARK),
    /** The customer pressed the button; only a user does that, never a device. */
    USER_CONFIRMED(Kind.REMARK),

    /** The head-end took it and then found it could not carry it. */
    REJECTED_BY_HEADEND(Kind.FAILURE),
    /** The meter did not answer until the message expired or the head-end gave up. */
    ESI_UNREACHABLE(Kind.FAILURE),
    /** The home has no device that understands the message. */
    NO_DEVICE(Kind.FAILURE),
    /** The meter has it, the device did not answer. */
    DEVICE_UNREACHABLE(Kind.FAILURE),
    /** The device answered with a status other than success, which is in {@link HeadEndEvent.OfMessage#rawStatus()}. */
    DEVICE_REJECTED(Kind.FAILURE),
    /** Its last moment passed on the way. */
    EXPIRED(Kind.FAILURE),
    /** A later event of anyone took its place in the device. */
    SUPERSEDED(Kind.FAILURE),
    /** Taken back, by {@link HeadEnd#cancel} or by a cancel message. */
    CANCELLED(Kind.FAILURE);

    /** What a level says about the way of a message. */
    public enum Kind {
        /** A step on the ladder; a higher one implies the lower ones. */
        PROGRESS,
        /** Something the customer did, beside the ladder. */
        REMARK,
        /** The end, other than the good one. */
        FAILURE
    }

    private final Kind kind;

    Level(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
