package org.meterport.han.sep;

import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * Messaging 0x00: a text for every display of a home. A meter holds one text, a newer one replaces it.
 *
 * @param messageId 0 to 2^32-1, the same on every retry
 * @param durationMinutes 0 to 65,535; {@link #UNTIL_CHANGED} keeps it until another text or a cancel comes
 * @param text at most 254 UTF-8 bytes on the wire; what a radio carries is far less, see {@link Conformance}
 * @param extendedControl a byte of SE 1.2a, empty in SE 1.0 and 1.1
 */
public record DisplayMessage(
        long messageId,
        MessageControl control,
        SepTime start,
        int durationMinutes,
        String text,
        OptionalInt extendedControl)
        implements DeviceMessage {
    public static final int COMMAND = 0x00;
    public static final int UNTIL_CHANGED = Wire.U16_MAX;
    static final int LONGEST_STRING = 0xFE;

    public DisplayMessage {
        Wire.u32("message id", messageId);
        Wire.u16("duration in minutes", durationMinutes);
        Wire.within("UTF-8 bytes of the text", utf8Length(text), 0, LONGEST_STRING);
        extendedControl.ifPresent(bits -> Wire.u8("extended message control", bits));
    }

    /** In the form of SE 1.0 and 1.1. */
    public DisplayMessage(long messageId, MessageControl control, SepTime start, int durationMinutes, String text) {
        this(messageId, control, start, durationMinutes, text, OptionalInt.empty());
    }

    /** What the radio frame counts. */
    public static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public int cluster() {
        return Cluster.MESSAGING;
    }

    @Override
    public int command() {
        return COMMAND;
    }
}
