package org.meterport.han.sim;

import java.nio.charset.StandardCharsets;

/**
 * A frame in the hands of a device. Reads by offset and shares no line with the product's codec, so that an error in one is not hidden by the same
 * error in the other.
 */
final class DeviceFrame {
    static final int HEAD = 3;

    private final byte[] f;

    DeviceFrame(byte[] frame) {
        f = frame;
    }

    boolean isCommandFromMeter() {
        return f.length >= HEAD && (f[0] & 0x0B) == 0x09;
    }

    int sequence() {
        return at(1);
    }

    int command() {
        return at(2);
    }

    int payload() {
        return f.length - HEAD;
    }

    int at(int offset) {
        return f[offset] & 0xFF;
    }

    int two(int offset) {
        return at(offset) + 256 * at(offset + 1);
    }

    long four(int offset) {
        return two(offset) + 65_536L * two(offset + 2);
    }

    /** Null-free: a string that runs past the frame is reported by {@link #holdsStringAt} first. */
    String string(int offset) {
        return new String(f, offset + 1, at(offset), StandardCharsets.UTF_8);
    }

    boolean holdsStringAt(int offset) {
        return offset < f.length && at(offset) != 0xFF && offset + 1 + at(offset) <= f.length;
    }

    byte[] bytes() {
        return f.clone();
    }

    /** Head of a cluster command from a device. */
    static byte[] report(int sequence, int command, byte[] payload) {
        var frame = new byte[HEAD + payload.length];
        frame[0] = 0x01;
        frame[1] = (byte) sequence;
        frame[2] = (byte) command;
        System.arraycopy(payload, 0, frame, HEAD, payload.length);
        return frame;
    }

    static byte[] defaultResponse(int sequence, int command, int status) {
        return new byte[] {0x10, (byte) sequence, 0x0B, (byte) command, (byte) status};
    }

    static void put(byte[] bytes, int offset, int count, long value) {
        for (var i = 0; i < count; i++) {
            bytes[offset + i] = (byte) (value >>> (8 * i));
        }
    }
}
