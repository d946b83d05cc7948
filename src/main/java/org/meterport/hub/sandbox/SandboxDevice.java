package org.meterport.hub.sandbox;

import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.InstallCode;

/** A device for the home network and what its label says. */
public record SandboxDevice(Eui64 address, Kind kind, InstallCode installCode) {

    /** What it is, by the device ids of Smart Energy Profile 1.0. */
    public enum Kind {
        DISPLAY(0x0502),
        THERMOSTAT(0x0503),
        LOAD_CONTROL_SWITCH(0x0504);

        private final int zigbeeDeviceId;

        Kind(int zigbeeDeviceId) {
            this.zigbeeDeviceId = zigbeeDeviceId;
        }

        public int zigbeeDeviceId() {
            return zigbeeDeviceId;
        }
    }
}
