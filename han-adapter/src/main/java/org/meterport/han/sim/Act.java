package org.meterport.han.sim;

import java.time.Instant;
import org.meterport.han.sep.Eui64;

/**
 * Something a simulated device did that a person in the house could notice. No device does the same thing twice for one id.
 *
 * @param id of the text, the price or the event
 */
public record Act(Eui64 device, Instant at, Kind kind, long id) {
    /** What was done. */
    public enum Kind {
        TEXT_SHOWN,
        TEXT_CLEARED,
        TEXT_CONFIRMED,
        PRICE_SHOWN,
        EVENT_TAKEN,
        EVENT_STARTED,
        EVENT_ENDED
    }
}
