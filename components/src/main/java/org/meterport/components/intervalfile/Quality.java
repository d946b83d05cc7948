package org.meterport.components.intervalfile;

/** How a slot of a day came by its energy. */
public enum Quality {
    /** Measured. */
    ACTUAL('A'),
    /** Filled in by the utility's validation, or placed by inference. */
    ESTIMATED('E'),
    /** No reading has arrived; never to be shown as zero. */
    MISSING('-');

    private final char code;

    Quality(char code) {
        this.code = code;
    }

    /** The market's flag for the first two, a dash for a missing reading. */
    public char code() {
        return code;
    }

    /**
     * The quality of a stored code.
     *
     * @throws IllegalArgumentException for any other character
     */
    public static Quality ofCode(char code) {
        return switch (code) {
            case 'A' -> ACTUAL;
            case 'E' -> ESTIMATED;
            case '-' -> MISSING;
            default -> throw new IllegalArgumentException("No quality has the code " + (int) code);
        };
    }
}
