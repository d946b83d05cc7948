package org.meterport.han.sep;

import java.util.Locale;
import java.util.Map;

/** Status bytes of the ZigBee cluster library. */
public final class ZclStatus {
    public static final int SUCCESS = 0x00;
    public static final int FAILURE = 0x01;
    public static final int MALFORMED_COMMAND = 0x80;
    public static final int UNSUPPORTED_CLUSTER_COMMAND = 0x81;
    public static final int INVALID_FIELD = 0x85;
    public static final int UNSUPPORTED_ATTRIBUTE = 0x86;
    public static final int INSUFFICIENT_SPACE = 0x89;
    public static final int NOT_FOUND = 0x8B;

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(SUCCESS, "SUCCESS"),
            Map.entry(FAILURE, "FAILURE"),
            Map.entry(0x7E, "NOT_AUTHORIZED"),
            Map.entry(MALFORMED_COMMAND, "MALFORMED_COMMAND"),
            Map.entry(UNSUPPORTED_CLUSTER_COMMAND, "UNSUP_CLUSTER_COMMAND"),
            Map.entry(INVALID_FIELD, "INVALID_FIELD"),
            Map.entry(UNSUPPORTED_ATTRIBUTE, "UNSUPPORTED_ATTRIBUTE"),
            Map.entry(0x87, "INVALID_VALUE"),
            Map.entry(INSUFFICIENT_SPACE, "INSUFFICIENT_SPACE"),
            Map.entry(0x8A, "DUPLICATE_EXISTS"),
            Map.entry(NOT_FOUND, "NOT_FOUND"),
            Map.entry(0x94, "TIMEOUT"));

    private ZclStatus() {}

    /** The standard's name, or the byte in hexadecimal for a code without one. */
    public static String title(int status) {
        return NAMES.getOrDefault(status, String.format(Locale.ROOT, "0x%02X", status));
    }
}
