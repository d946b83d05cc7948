package org.meterport.han.headend;

/** Where a device stands with its meter. Names are stable: they are stored and shown. */
public enum DeviceState {
    /** The order is with the head-end, the meter has not had it. */
    SENT_TO_METER,
    /** The meter waits for the device to be switched on. */
    JOIN_OPEN,
    /** In the home network, with keys of its own. */
    JOINED,
    /** The join window closed without the device. */
    JOIN_TIMEOUT,
    /** Not let in; the reason is in the event. */
    REJECTED,
    /** The meter is to let it go. */
    REMOVE_REQUESTED,
    /** No longer known to the meter, whether or not the device heard of it. */
    REMOVED
}
