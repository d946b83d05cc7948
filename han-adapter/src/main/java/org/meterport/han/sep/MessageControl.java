package org.meterport.han.sep;

/**
 * How a text is carried and shown.
 *
 * @param bits 0-1 transmission, 2-3 importance, 4-6 reserved in SE 1.0 and 1.1, 7 confirmation required
 */
public record MessageControl(int bits) {
    /** What the display should make of it. */
    public enum Importance {
        LOW(0),
        MEDIUM(1),
        HIGH(2),
        CRITICAL(3);

        private final int code;

        Importance(int code) {
            this.code = code;
        }
    }

    /** Low importance, no confirmation: what a Cancel Message carries. */
    public static final MessageControl PLAIN = new MessageControl(0);

    private static final int CONFIRMATION_REQUIRED = 0x80;

    public MessageControl {
        Wire.u8("message control", bits);
    }

    /** For the home's own network only; inter-PAN transmission, which also reaches the neighbours, is never asked for. */
    public static MessageControl of(Importance importance, boolean confirmationRequired) {
        return new MessageControl((importance.code << 2) | (confirmationRequired ? CONFIRMATION_REQUIRED : 0));
    }

    public Importance importance() {
        return switch ((bits >> 2) & 3) {
            case 0 -> Importance.LOW;
            case 1 -> Importance.MEDIUM;
            case 2 -> Importance.HIGH;
            default -> Importance.CRITICAL;
        };
    }

    /** The user, not the device, is asked to press a button. */
    public boolean confirmationRequired() {
        return (bits & CONFIRMATION_REQUIRED) != 0;
    }
}
