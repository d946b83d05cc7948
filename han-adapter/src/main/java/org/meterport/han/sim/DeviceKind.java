package org.meterport.han.sim;

/** What stands in a simulated home. */
public enum DeviceKind {
    /** Shows texts and prices. */
    DISPLAY(0x0502, true, false, 0),
    /** Shows texts and prices, and takes part in events for heating and cooling. */
    THERMOSTAT(0x0503, true, true, 0x0003),
    /** Switches a water heater, a pool pump or a car. */
    SWITCH(0x0504, false, true, 0x040C);

    private final int zigbeeDeviceId;
    private final boolean hasScreen;
    private final boolean controlsLoad;
    private final int deviceClasses;

    DeviceKind(int zigbeeDeviceId, boolean hasScreen, boolean controlsLoad, int deviceClasses) {
        this.zigbeeDeviceId = zigbeeDeviceId;
        this.hasScreen = hasScreen;
        this.controlsLoad = controlsLoad;
        this.deviceClasses = deviceClasses;
    }

    public int zigbeeDeviceId() {
        return zigbeeDeviceId;
    }

    /** The load-control class bits the device acts on. */
    public int deviceClasses() {
        return deviceClasses;
    }

    boolean hears(int cluster) {
        return cluster == 0x0701 ? controlsLoad : hasScreen && (cluster == 0x0700 || cluster == 0x0703);
    }
}
