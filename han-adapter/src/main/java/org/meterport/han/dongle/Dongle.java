package org.meterport.han.dongle;

import com.zsmartsystems.zigbee.dongle.cc2531.ZigBeeDongleTiCc2531;
import com.zsmartsystems.zigbee.dongle.conbee.ZigBeeDongleConBee;
import com.zsmartsystems.zigbee.dongle.ember.ZigBeeDongleEzsp;
import com.zsmartsystems.zigbee.dongle.xbee.ZigBeeDongleXBee;
import com.zsmartsystems.zigbee.serial.ZigBeeSerialPort;
import com.zsmartsystems.zigbee.transport.ZigBeePort;
import com.zsmartsystems.zigbee.transport.ZigBeePort.FlowControl;
import com.zsmartsystems.zigbee.transport.ZigBeeTransportTransmit;

/** A make of radio. Only {@link #EMBER} takes the install code of a single device; the others are for devices that joined by other means. */
public enum Dongle {
    EMBER(115_200, FlowControl.FLOWCONTROL_OUT_RTSCTS) {
        @Override
        ZigBeeTransportTransmit on(ZigBeePort port) {
            return new ZigBeeDongleEzsp(port);
        }
    },
    XBEE(9_600, FlowControl.FLOWCONTROL_OUT_NONE) {
        @Override
        ZigBeeTransportTransmit on(ZigBeePort port) {
            return new ZigBeeDongleXBee(port);
        }
    },
    CC2531(115_200, FlowControl.FLOWCONTROL_OUT_RTSCTS) {
        @Override
        ZigBeeTransportTransmit on(ZigBeePort port) {
            return new ZigBeeDongleTiCc2531(port);
        }
    },
    CONBEE(38_400, FlowControl.FLOWCONTROL_OUT_NONE) {
        @Override
        ZigBeeTransportTransmit on(ZigBeePort port) {
            return new ZigBeeDongleConBee(port);
        }
    };

    private final int usualBaud;
    private final FlowControl flowControl;

    Dongle(int usualBaud, FlowControl flowControl) {
        this.usualBaud = usualBaud;
        this.flowControl = flowControl;
    }

    abstract ZigBeeTransportTransmit on(ZigBeePort port);

    /** The radio on a serial port, which is not opened yet. */
    ZigBeeTransportTransmit at(String device, int baud) {
        return on(new ZigBeeSerialPort(device, baud == 0 ? usualBaud : baud, flowControl));
    }
}
