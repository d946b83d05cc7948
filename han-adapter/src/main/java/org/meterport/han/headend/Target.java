package org.meterport.han.headend;

import java.util.Optional;
import org.meterport.han.sep.Eui64;

/**
 * Where a message is to go.
 *
 * @param device empty for every device of the home that understands the message
 */
public record Target(Esiid esiid, Optional<Eui64> device) {
    public static Target home(Esiid esiid) {
        return new Target(esiid, Optional.empty());
    }

    public static Target device(Esiid esiid, Eui64 device) {
        return new Target(esiid, Optional.of(device));
    }

    /** The ESIID, and after a slash the device's MAC address if there is one. */
    @Override
    public String toString() {
        return esiid + device.map(mac -> "/" + mac).orElse("");
    }
}
