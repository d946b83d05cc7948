package org.meterport.han.headend;

import java.time.Duration;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.InstallCode;

/**
 * Lets one device into one home.
 *
 * @param id the caller's, unique for ever; the same order again gets the same answer again and does nothing
 * @param installCode a secret: the head-end forgets it when the device has joined or the window has closed
 * @param joinWindow how long the meter waits for the device, 1 to 30 days
 */
public record ProvisionOrder(String id, Esiid esiid, Eui64 device, InstallCode installCode, Duration joinWindow) {
    public static final Duration SHORTEST_WINDOW = Duration.ofDays(1);
    public static final Duration LONGEST_WINDOW = Duration.ofDays(30);

    public ProvisionOrder {
        if (joinWindow.compareTo(SHORTEST_WINDOW) < 0 || joinWindow.compareTo(LONGEST_WINDOW) > 0) {
            throw new IllegalArgumentException("a join window is 1 to 30 days");
        }
    }
}
