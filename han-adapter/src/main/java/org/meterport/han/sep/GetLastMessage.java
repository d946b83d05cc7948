package org.meterport.han.sep;

/** Messaging 0x00 from a device: asks for the text it may have missed. */
public record GetLastMessage() implements DeviceReport {
    public static final int COMMAND = 0x00;

    @Override
    public int cluster() {
        return Cluster.MESSAGING;
    }

    @Override
    public int command() {
        return COMMAND;
    }
}
