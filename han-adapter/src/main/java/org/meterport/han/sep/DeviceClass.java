package org.meterport.han.sep;

import java.util.EnumSet;
import java.util.Set;

/** What a load-control event is for; a device acts when one of its own classes is among the event's. */
public enum DeviceClass {
    HVAC_COMPRESSOR_OR_FURNACE(0x0001),
    STRIP_OR_BASEBOARD_HEAT(0x0002),
    WATER_HEATER(0x0004),
    POOL_PUMP_OR_SPA(0x0008),
    SMART_APPLIANCE(0x0010),
    IRRIGATION_PUMP(0x0020),
    MANAGED_COMMERCIAL_OR_INDUSTRIAL_LOAD(0x0040),
    SIMPLE_MISCELLANEOUS_LOAD(0x0080),
    EXTERIOR_LIGHTING(0x0100),
    INTERIOR_LIGHTING(0x0200),
    ELECTRIC_VEHICLE(0x0400),
    GENERATION(0x0800);

    /** Every class of SE 1.0 and 1.1; the upper four bits are reserved. */
    public static final int ALL_BITS = 0x0FFF;

    private final int bit;

    DeviceClass(int bit) {
        this.bit = bit;
    }

    /** As in {@link LoadControlEvent#deviceClasses()}. */
    public static int bits(Set<DeviceClass> classes) {
        return classes.stream().mapToInt(one -> one.bit).sum();
    }

    /** The known classes among the bits. */
    public static Set<DeviceClass> of(int bits) {
        var classes = EnumSet.noneOf(DeviceClass.class);
        for (var one : values()) {
            if ((bits & one.bit) != 0) {
                classes.add(one);
            }
        }
        return classes;
    }
}
