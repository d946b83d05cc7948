package org.meterport.han.sep;

import java.util.OptionalInt;

/**
 * DRLC 0x00 from a device: what became of an event. Two to four of these come for each device and event.
 *
 * @param at the device's clock
 * @param coolingSetPointApplied in 0.01 degrees Celsius, -32,767 to 32,767
 * @param heatingSetPointApplied in 0.01 degrees Celsius, -32,767 to 32,767
 * @param averageLoadPercentApplied -127 to 127
 * @param dutyCyclePercentApplied 0 to 254
 * @param control as in the event
 * @param signatureType 0 none, 1 ECDSA
 * @param signature {@value #SIGNATURE_SIZE} bytes, or none: some devices leave the field out of an unsigned report
 */
public record ReportEventStatus(
        long issuerEventId,
        EventStatus status,
        SepTime at,
        Criticality criticalityApplied,
        OptionalInt coolingSetPointApplied,
        OptionalInt heatingSetPointApplied,
        OptionalInt averageLoadPercentApplied,
        OptionalInt dutyCyclePercentApplied,
        int control,
        int signatureType,
        Octets signature)
        implements DeviceReport {
    public static final int COMMAND = 0x00;
    public static final int SIGNATURE_SIZE = 42;

    public ReportEventStatus {
        Wire.u32("issuer event id", issuerEventId);
        coolingSetPointApplied.ifPresent(v -> Wire.within("cooling set point", v, -Short.MAX_VALUE, Short.MAX_VALUE));
        heatingSetPointApplied.ifPresent(v -> Wire.within("heating set point", v, -Short.MAX_VALUE, Short.MAX_VALUE));
        averageLoadPercentApplied.ifPresent(v -> Wire.within("average load", v, -Byte.MAX_VALUE, Byte.MAX_VALUE));
        dutyCyclePercentApplied.ifPresent(v -> Wire.within("duty cycle", v, 0, Wire.U8_MAX - 1));
        Wire.u8("event control", control);
        Wire.u8("signature type", signatureType);
        if (signature.size() != 0 && signature.size() != SIGNATURE_SIZE) {
            throw new IllegalArgumentException(
                    "signature has " + signature.size() + " bytes, but must have none or " + SIGNATURE_SIZE);
        }
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
