package org.meterport.han.sep;

/**
 * Messaging 0x01: takes back a text.
 *
 * @param messageId of the {@link DisplayMessage}
 * @param control {@link MessageControl#PLAIN} when sent; the field was deprecated later
 */
public record CancelMessage(long messageId, MessageControl control) implements DeviceMessage {
    public static final int COMMAND = 0x01;

    public CancelMessage {
        Wire.u32("message id", messageId);
    }

    public CancelMessage(long messageId) {
        this(messageId, MessageControl.PLAIN);
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
