package org.meterport.hub.report;

/** How a report's content is wrapped up. */
public enum Packing {
    /** The content is the file. */
    NONE(""),
    /** A ZIP archive. */
    ZIP(".zip"),
    /** A ZIP archive inside an ASCII-armoured OpenPGP message to the Third Party's key, as SMT delivers files. */
    PGP(".asc");

    private final String suffix;

    Packing(String suffix) {
        this.suffix = suffix;
    }

    /** What the file's name ends with. */
    public String suffix() {
        return suffix;
    }
}
