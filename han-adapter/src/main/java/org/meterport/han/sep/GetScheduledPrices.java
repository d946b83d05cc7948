package org.meterport.han.sep;

/**
 * Price 0x01 from a device.
 *
 * @param events how many it can take, 0 for all
 */
public record GetScheduledPrices(SepTime start, int events) implements DeviceReport {
    public static final int COMMAND = 0x01;

    public GetScheduledPrices {
        Wire.u8("number of events", events);
    }

    @Override
    public int cluster() {
        return Cluster.PRICE;
    }

    @Override
    public int command() {
        return COMMAND;
    }
}
