package org.meterport.han.sep;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How urgent a load-control event is. Note that "level 3" travels as 4.
 *
 * @param code 0 to 255; 0 and 16 to 255 are reserved, 10 to 15 belong to the utility
 */
public record Criticality(int code) {
    public static final Criticality GREEN = new Criticality(1);
    public static final Criticality LEVEL_1 = new Criticality(2);
    public static final Criticality LEVEL_2 = new Criticality(3);
    public static final Criticality LEVEL_3 = new Criticality(4);
    public static final Criticality LEVEL_4 = new Criticality(5);
    public static final Criticality LEVEL_5 = new Criticality(6);
    public static final Criticality EMERGENCY = new Criticality(7);
    public static final Criticality PLANNED_OUTAGE = new Criticality(8);
    public static final Criticality SERVICE_DISCONNECT = new Criticality(9);

    private static final List<String> NAMES = List.of(
            "RESERVED_0",
            "GREEN",
            "LEVEL_1",
            "LEVEL_2",
            "LEVEL_3",
            "LEVEL_4",
            "LEVEL_5",
            "EMERGENCY",
            "PLANNED_OUTAGE",
            "SERVICE_DISCONNECT",
            "UTILITY_1",
            "UTILITY_2",
            "UTILITY_3",
            "UTILITY_4",
            "UTILITY_5",
            "UTILITY_6");

    public Criticality {
        Wire.u8("criticality", code);
    }

    /** The name in upper case with underscores, {@code RESERVED_n} for codes without one. */
    public String title() {
        return code < NAMES.size() ? NAMES.get(code) : "RESERVED_" + code;
    }

    /** Reads a {@link #title()} in any case, with blanks or hyphens for underscores; reserved codes have no name to be asked for by. */
    public static Optional<Criticality> named(String name) {
        var index = NAMES.indexOf(
                name.strip().toUpperCase(Locale.ROOT).replace(' ', '_').replace('-', '_'));
        return index < 1 ? Optional.empty() : Optional.of(new Criticality(index));
    }

    /** Emergency and above may not be declined by the customer. */
    public boolean isMandatory() {
        return code >= EMERGENCY.code && code <= SERVICE_DISCONNECT.code;
    }
}
