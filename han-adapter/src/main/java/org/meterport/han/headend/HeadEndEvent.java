package org.meterport.han.headend;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.meterport.han.sep.Eui64;

/** News of accepted work. The same event may come more than once, always under the same {@link #id()}, and events come in any order. */
public sealed interface HeadEndEvent {
    /** 1 to 200 characters, unique for ever within one head-end. */
    String id();

    Esiid esiid();

    /** When it happened, by the clock of whom it happened to: a device's may be minutes off. */
    Instant at();

    /** One sentence for people, possibly empty, without personal data. */
    String detail();

    /**
     * How far a message came at a target, or at one device of a target that is a whole home.
     *
     * @param token of the accepted message
     * @param device empty when it concerns the meter
     * @param rawStatus the byte a device gave: an event status of load control if {@code level} came from one, else a ZCL status
     */
    record OfMessage(
            String id,
            Token token,
            Esiid esiid,
            Optional<Eui64> device,
            Level level,
            Instant at,
            OptionalInt rawStatus,
            String detail)
            implements HeadEndEvent {}

    /**
     * Where a device stands now.
     *
     * @param token of the order that led to it; empty when nobody ordered it through this interface
     * @param refusal with {@link DeviceState#REJECTED}
     * @param removal with {@link DeviceState#REMOVE_REQUESTED} and {@link DeviceState#REMOVED}
     */
    record OfDevice(
            String id,
            Optional<Token> token,
            Esiid esiid,
            Eui64 device,
            DeviceState state,
            Instant at,
            Optional<Refusal> refusal,
            Optional<RemovalReason> removal,
            String detail)
            implements HeadEndEvent {}
}
