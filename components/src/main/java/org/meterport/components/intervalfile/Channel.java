package org.meterport.components.intervalfile;

/** The two directions in which a meter counts energy. */
public enum Channel {
    /** Energy the grid delivered to the premise. */
    CONSUMPTION("Consumption"),
    /** Energy the premise fed back, usually from the sun. */
    SURPLUS_GENERATION("Surplus Generation");

    private final String smtName;

    Channel(String smtName) {
        this.smtName = smtName;
    }

    /** The word in the last column of SMT's interval CSV. */
    public String smtName() {
        return smtName;
    }
}
