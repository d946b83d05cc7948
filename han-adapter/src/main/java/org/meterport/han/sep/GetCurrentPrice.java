package org.meterport.han.sep;

/**
 * Price 0x00 from a device.
 *
 * @param options bit 0: the asking device listens while idle
 */
public record GetCurrentPrice(int options) implements DeviceReport {
    public static final int COMMAND = 0x00;

    public GetCurrentPrice {
        Wire.u8("options", options);
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
