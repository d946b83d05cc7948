package org.meterport.han.sim;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.meterport.han.headend.DeviceState;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.HeadEndEvent;
import org.meterport.han.headend.Level;
import org.meterport.han.headend.Operation;
import org.meterport.han.headend.Priority;
import org.meterport.han.headend.RemovalReason;
import org.meterport.han.headend.Target;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.Octets;

/** One line of the journal. The state of the simulation is what follows from its facts, and nothing else. */
sealed interface Fact {
    /** The journal was begun; the name goes into every token, so that two journals never share one, and the numbers go on. */
    record Begun(String name, long lastNumber) implements Fact {}

    /** A message for one target was taken. */
    record Accepted(
            long number,
            String batchId,
            Operation operation,
            Target target,
            Octets zcl,
            Instant notBefore,
            Instant expiresAt,
            Priority priority)
            implements Fact {}

    /**
     * A message came somewhere.
     *
     * @param devices it still has to reach, from the meter on
     */
    record Moved(long number, Work.Stage stage, Level level, Instant at, List<Eui64> devices) implements Fact {}

    /** A device has the message, or never will. */
    record LegClosed(long number, Eui64 device) implements Fact {}

    /** An order about a device was taken. */
    record Ordered(
            long number,
            String orderId,
            Esiid esiid,
            Eui64 device,
            String codeDigest,
            Instant closes,
            Optional<RemovalReason> removal)
            implements Fact {}

    /** A device's standing with its meter changed. */
    record Member(Esiid esiid, Eui64 device, DeviceState state, Instant since, long order) implements Fact {}

    /** Something is to be told to the listener. */
    record Told(long number, HeadEndEvent event) implements Fact {}

    /** The listener has stored it. */
    record Heard(long number) implements Fact {}

    /** A device did something. */
    record Did(Act act) implements Fact {}

    /** A device's memory of a load-control event changed. */
    record Remembered(
            Eui64 device,
            long eventId,
            HeldEvent.Stage stage,
            boolean optedOut,
            Instant starts,
            Instant ends,
            Octets zcl)
            implements Fact {}
}
