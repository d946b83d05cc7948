package org.meterport.han.sep;

/**
 * DRLC 0x01: ends one event. Class and group must be those of the event, or the device answers "invalid cancel".
 *
 * @param control bit 0: end with the event's own randomisation
 * @param effective {@link SepTime#NOW} when sent: the field was deprecated and devices refuse any other value
 */
public record CancelLoadControlEvent(
        long issuerEventId, int deviceClasses, int enrollmentGroup, int control, SepTime effective)
        implements DeviceMessage {
    public static final int COMMAND = 0x01;

    public CancelLoadControlEvent {
        Wire.u32("issuer event id", issuerEventId);
        Wire.u16("device classes", deviceClasses);
        Wire.u8("enrollment group", enrollmentGroup);
        Wire.u8("cancel control", control);
    }

    /** The cancel that matches the event, at once and without randomisation. */
    public static CancelLoadControlEvent of(LoadControlEvent event) {
        return new CancelLoadControlEvent(
                event.issuerEventId(), event.deviceClasses(), event.enrollmentGroup(), 0, SepTime.NOW);
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
