package org.meterport.han.sep;

import java.util.Map;

/**
 * What a device says has become of a load-control event.
 *
 * @param code 0 to 255; codes without a name are kept as they came
 */
public record EventStatus(int code) {
    public static final EventStatus RECEIVED = new EventStatus(0x01);
    public static final EventStatus STARTED = new EventStatus(0x02);
    public static final EventStatus COMPLETED = new EventStatus(0x03);
    public static final EventStatus OPTED_OUT = new EventStatus(0x04);
    public static final EventStatus OPTED_IN = new EventStatus(0x05);
    public static final EventStatus CANCELLED = new EventStatus(0x06);
    public static final EventStatus SUPERSEDED = new EventStatus(0x07);
    public static final EventStatus PARTLY_COMPLETED_OPTED_OUT = new EventStatus(0x08);
    public static final EventStatus PARTLY_COMPLETED_OPTED_IN = new EventStatus(0x09);
    public static final EventStatus COMPLETED_WITHOUT_PARTICIPATION = new EventStatus(0x0A);
    public static final EventStatus INVALID_OPT_OUT = new EventStatus(0xF6);
    public static final EventStatus NOT_FOUND = new EventStatus(0xF7);
    public static final EventStatus INVALID_CANCEL = new EventStatus(0xF8);
    public static final EventStatus INVALID_EFFECTIVE_TIME = new EventStatus(0xF9);
    public static final EventStatus EXPIRED = new EventStatus(0xFB);
    public static final EventStatus UNDEFINED_EVENT = new EventStatus(0xFD);
    public static final EventStatus REJECTED = new EventStatus(0xFE);

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(0x01, "RECEIVED"),
            Map.entry(0x02, "STARTED"),
            Map.entry(0x03, "COMPLETED"),
            Map.entry(0x04, "OPTED_OUT"),
            Map.entry(0x05, "OPTED_IN"),
            Map.entry(0x06, "CANCELLED"),
            Map.entry(0x07, "SUPERSEDED"),
            Map.entry(0x08, "PARTLY_COMPLETED_OPTED_OUT"),
            Map.entry(0x09, "PARTLY_COMPLETED_OPTED_IN"),
            Map.entry(0x0A, "COMPLETED_WITHOUT_PARTICIPATION"),
            Map.entry(0xF6, "INVALID_OPT_OUT"),
            Map.entry(0xF7, "NOT_FOUND"),
            Map.entry(0xF8, "INVALID_CANCEL"),
            Map.entry(0xF9, "INVALID_EFFECTIVE_TIME"),
            Map.entry(0xFB, "EXPIRED"),
            Map.entry(0xFD, "UNDEFINED_EVENT"),
            Map.entry(0xFE, "REJECTED"));

    public EventStatus {
        Wire.u8("event status", code);
    }

    /** The name in upper case with underscores, {@code UNKNOWN_n} for a code the standard does not have. */
    public String title() {
        return NAMES.getOrDefault(code, "UNKNOWN_" + code);
    }
}
