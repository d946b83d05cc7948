package org.meterport.han.sep;

/** Price 0x02 from a device, SE 1.1: the display has taken the price in; {@code control} repeats the price's own. */
public record PriceAcknowledgement(long providerId, long issuerEventId, SepTime acknowledgedAt, int control)
        implements DeviceReport {
    public static final int COMMAND = 0x02;

    public PriceAcknowledgement {
        Wire.u32("provider id", providerId);
        Wire.u32("issuer event id", issuerEventId);
        Wire.u8("control", control);
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
