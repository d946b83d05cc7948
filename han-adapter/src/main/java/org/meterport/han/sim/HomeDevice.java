package org.meterport.han.sim;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.InstallCode;
import org.meterport.han.sep.Octets;

/** A device as its meter sees it: simulated, or on a real radio. Every method is called under the simulation's lock and returns at once. */
public interface HomeDevice {
    Eui64 mac();

    /** 0x0502 display, 0x0503 thermostat, and so on; empty while it has not said so. */
    OptionalInt zigbeeDeviceId();

    /** Whether it understands a cluster; true while that is not known. */
    boolean hears(int cluster);

    /** Listens only when it wakes, and asks for what it missed. */
    boolean isSleepy();

    /** A frame sent now could arrive. */
    boolean isPowered();

    /** Puts a frame on its way. The answer comes back as another frame, within this call or later. */
    void receive(int cluster, Octets zcl);

    /** The radio of the device confirmed a frame although the device has not answered it. */
    boolean hasAcknowledged(int sequence);

    /** How long to wait for an answer before the frame is sent again. */
    Duration answersWithin();

    /** Its install code, for the simulation to compare; empty where a real trust centre did that. */
    Optional<InstallCode> code();

    /** Where its frames go, for devices that keep hold of their meter. */
    default void pairWith(BiConsumer<Integer, byte[]> meter) {}
}
