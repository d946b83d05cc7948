package org.meterport.components.intervalfile;

import java.util.Optional;

/**
 * The utilities (TDSPs) whose ESIIDs are known, by the first seven digits: {@code 10} and the five-digit DOE code.
 *
 * <p>Public lists give no length for Nueces Electric Cooperative, so both lengths are taken there.
 */
public enum EsiidPrefix {
    ONCOR("1044372", 17, "Oncor"),
    ONCOR_EAST("1017699", 17, "Oncor"),
    CENTERPOINT("1008901", 22, "CenterPoint Houston"),
    AEP_TEXAS_CENTRAL("1003278", 17, "AEP Texas Central"),
    AEP_TEXAS_NORTH("1020404", 17, "AEP Texas North"),
    TNMP("1040051", 17, "TNMP"),
    NUECES("1013830", 0, "Nueces Electric Cooperative");

    static final int DIGITS = 7;

    private final String digits;
    private final int length;
    private final String utility;

    EsiidPrefix(String digits, int length, String utility) {
        this.digits = digits;
        this.length = length;
        this.utility = utility;
    }

    /** Seven decimal digits. */
    public String digits() {
        return digits;
    }

    /** The utility's name as customers know it. */
    public String utility() {
        return utility;
    }

    boolean allowsLength(int candidate) {
        return length == 0 ? candidate == 17 || candidate == 22 : candidate == length;
    }

    String lengthInWords() {
        return length == 0 ? "17 or 22" : Integer.toString(length);
    }

    static Optional<EsiidPrefix> of(String esiid) {
        for (EsiidPrefix prefix : values()) {
            if (esiid.startsWith(prefix.digits)) {
                return Optional.of(prefix);
            }
        }
        return Optional.empty();
    }
}
