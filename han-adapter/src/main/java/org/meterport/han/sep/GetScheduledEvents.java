package org.meterport.han.sep;

import java.util.OptionalLong;

/**
 * DRLC 0x01 from a device: asks for the events it may have missed.
 *
 * @param events how many it can take, 0 for all
 * @param issuerEventId of SE 1.2b, empty in SE 1.0 and 1.1
 */
public record GetScheduledEvents(SepTime start, int events, OptionalLong issuerEventId) implements DeviceReport {
    public static final int COMMAND = 0x01;

    public GetScheduledEvents {
        Wire.u8("number of events", events);
        issuerEventId.ifPresent(id -> Wire.u32("issuer event id", id));
    }

    @Override
    public int cluster() {
        return Cluster.LOAD_CONTROL;
    }

    @Override
    public int command() {
        return COMMAND;
    }
}
