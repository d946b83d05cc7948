package org.meterport.han.dongle;

import com.zsmartsystems.zigbee.security.MmoHash;
import java.util.ArrayList;
import java.util.List;

/**
 * A device on a workbench, down to its APS payloads. Reads and writes bytes by hand, and makes its key with the library's hash, so that nothing of the
 * code on trial judges itself.
 */
final class LabDevice {
    static final int DISPLAY = 0x0502;
    static final int THERMOSTAT = 0x0503;

    final long mac;
    final int address;
    final int endpoint;
    final int deviceId;
    final int[] clientOf;
    final int[] key;
    final List<int[]> heard = new ArrayList<>();
    boolean inNetwork;
    boolean powered = true;
    boolean sleepy;
    /** Its radio acknowledges frames, the device itself says nothing. */
    boolean silent;
    /** A Default Response in place of the usual answer; -1 for none. */
    int refuses = -1;

    private int sequence = 0x40;

    LabDevice(long mac, int address, int deviceId, String codeWithCrc, int... clientOf) {
        this.mac = mac;
        this.address = address;
        this.endpoint = 10;
        this.deviceId = deviceId;
        this.clientOf = clientOf.clone();
        key = new MmoHash(codeWithCrc).getHash();
    }

    /** What it answers to a frame of one of its clusters, in order. */
    List<int[]> answers(int cluster, int[] zcl, long sepSeconds) {
        heard.add(zcl.clone());
        if (silent || (zcl[0] & 0x03) != 0x01) {
            return List.of();
        }
        if (refuses >= 0) {
            return List.of(defaultResponse(zcl, refuses));
        }
        if (cluster == 0x0701 && zcl[2] == 0x00) {
            return List.of(report(zcl, 0x01, sepSeconds));
        }
        return List.of(defaultResponse(zcl, 0x00));
    }

    int[] defaultResponse(int[] zcl, int status) {
        return new int[] {0x10, zcl[1], 0x0B, zcl[2], status};
    }

    /** A Report Event Status of 18 bytes about the event of a frame. */
    int[] report(int[] event, int status, long sepSeconds) {
        var out = new int[21];
        out[0] = 0x01;
        out[1] = sequence++ & 0xFF;
        System.arraycopy(event, 3, out, 3, 4);
        out[7] = status;
        for (var i = 0; i < 4; i++) {
            out[8 + i] = (int) (sepSeconds >> (8 * i)) & 0xFF;
        }
        out[12] = event[16];
        System.arraycopy(event, 19, out, 13, 6);
        out[19] = event[25];
        return out;
    }

    /** The user's button. */
    int[] confirmation(int[] text, long sepSeconds) {
        var out = new int[11];
        out[0] = 0x01;
        out[1] = sequence++ & 0xFF;
        out[2] = 0x01;
        System.arraycopy(text, 3, out, 3, 4);
        for (var i = 0; i < 4; i++) {
            out[7 + i] = (int) (sepSeconds >> (8 * i)) & 0xFF;
        }
        return out;
    }

    int[] pull(int command, int payload) {
        var out = new int[3 + payload];
        out[0] = 0x01;
        out[1] = sequence++ & 0xFF;
        out[2] = command;
        return out;
    }
}
