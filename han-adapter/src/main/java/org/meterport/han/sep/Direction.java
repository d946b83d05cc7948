package org.meterport.han.sep;

/** Bit 3 of the ZCL frame control: the meter's energy services interface is the server of every cluster used here. */
public enum Direction {
    /** From the meter to a device, frame control bit 3 set. */
    SERVER_TO_CLIENT,
    /** From a device to the meter. */
    CLIENT_TO_SERVER
}
