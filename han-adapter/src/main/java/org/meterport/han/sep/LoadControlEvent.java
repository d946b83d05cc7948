package org.meterport.han.sep;

import java.util.OptionalInt;

/**
 * DRLC 0x00: asks devices to use less, or more, for a while. An event cannot be edited; the same id again is a duplicate.
 *
 * @param issuerEventId 0 to 2^32-1, the same on every retry
 * @param deviceClasses bits of {@link DeviceClass}
 * @param enrollmentGroup 0 for every group
 * @param durationMinutes at most {@value #LONGEST_MINUTES} for a conforming event
 * @param adjustment what is asked of the devices
 * @param control bit 0: start at a random moment within the device's window; bit 1: end likewise
 */
public record LoadControlEvent(
        long issuerEventId,
        int deviceClasses,
        int enrollmentGroup,
        SepTime start,
        int durationMinutes,
        Criticality criticality,
        Adjustment adjustment,
        int control)
        implements DeviceMessage {
    public static final int COMMAND = 0x00;
    public static final int LONGEST_MINUTES = 1440;
    public static final int RANDOMISE_START = 0x01;
    public static final int RANDOMISE_END = 0x02;

    public LoadControlEvent {
        Wire.u32("issuer event id", issuerEventId);
        Wire.u16("device classes", deviceClasses);
        Wire.u8("enrollment group", enrollmentGroup);
        Wire.u16("duration in minutes", durationMinutes);
        Wire.u8("event control", control);
    }

    /** The bits of {@code control}. */
    public static int randomised(boolean start, boolean end) {
        return (start ? RANDOMISE_START : 0) | (end ? RANDOMISE_END : 0);
    }

    @Override
    public int cluster() {
        return Cluster.LOAD_CONTROL;
    }

    @Override
    public int command() {
        return COMMAND;
    }

    /**
     * What an event asks of a device; a field left empty is not used.
     *
     * @param coolingOffset to add to the set point, in 0.1 degrees Celsius, 0 to 254
     * @param heatingOffset to subtract from the set point, in 0.1 degrees Celsius, 0 to 254
     * @param coolingSetPoint in 0.01 degrees Celsius, -32,767 to 32,767
     * @param heatingSetPoint in 0.01 degrees Celsius, -32,767 to 32,767
     * @param averageLoadPercent -127 to 127 on the wire, -100 to 100 for a conforming event
     * @param dutyCyclePercent share of the time switched on, 0 to 254 on the wire, 0 to 100 for a conforming event
     */
    public record Adjustment(
            OptionalInt coolingOffset,
            OptionalInt heatingOffset,
            OptionalInt coolingSetPoint,
            OptionalInt heatingSetPoint,
            OptionalInt averageLoadPercent,
            OptionalInt dutyCyclePercent) {
        public static final Adjustment NONE = new Adjustment(
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty());

        public Adjustment {
            coolingOffset.ifPresent(value -> Wire.within("cooling offset", value, 0, Wire.U8_MAX - 1));
            heatingOffset.ifPresent(value -> Wire.within("heating offset", value, 0, Wire.U8_MAX - 1));
            coolingSetPoint.ifPresent(
                    value -> Wire.within("cooling set point", value, -Short.MAX_VALUE, Short.MAX_VALUE));
            heatingSetPoint.ifPresent(
                    value -> Wire.within("heating set point", value, -Short.MAX_VALUE, Short.MAX_VALUE));
            averageLoadPercent.ifPresent(value -> Wire.within("average load", value, -Byte.MAX_VALUE, Byte.MAX_VALUE));
            dutyCyclePercent.ifPresent(value -> Wire.within("duty cycle", value, 0, Wire.U8_MAX - 1));
        }

        /** Switched on for this share of the time, 0 to 100 per cent. */
        public static Adjustment dutyCycle(int percent) {
            var no = OptionalInt.empty();
            return new Adjustment(no, no, no, no, no, OptionalInt.of(percent));
        }

        /** Change of the average load, -100 to 100 per cent. */
        public static Adjustment averageLoad(int percent) {
            var no = OptionalInt.empty();
            return new Adjustment(no, no, no, no, OptionalInt.of(percent), no);
        }

        /** Offsets that save energy, in 0.1 degrees Celsius. */
        public static Adjustment offsets(OptionalInt cooling, OptionalInt heating) {
            var no = OptionalInt.empty();
            return new Adjustment(cooling, heating, no, no, no, no);
        }

        /** Set points in 0.01 degrees Celsius. */
        public static Adjustment setPoints(OptionalInt cooling, OptionalInt heating) {
            var no = OptionalInt.empty();
            return new Adjustment(no, no, cooling, heating, no, no);
        }
    }
}
