package org.meterport.han.sep;

/**
 * DRLC 0x02: ends every event of the home, whoever sent it. It names no owner, so it ends those of other third parties as well.
 *
 * @param control bit 0: end with each event's own randomisation
 */
public record CancelAllLoadControlEvents(int control) implements DeviceMessage {
    public static final int COMMAND = 0x02;

    public CancelAllLoadControlEvents {
        Wire.u8("cancel control", control);
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
