package org.meterport.hub.sandbox;

/** What stands at a premise; loads are averages in watts, of which each premise has its own share. */
public enum PremiseKind {
    FLAT(120, 380, 110, 80, 0),
    HOUSE(250, 700, 210, 120, 0),
    SOLAR_HOUSE(250, 700, 210, 120, 5_500),
    SMALL_BUSINESS(900, 3_200, 260, 0, 0);

    private final int standingWatts;
    private final int activeWatts;
    private final int coolingWattsPerKelvin;
    private final int heatingWattsPerKelvin;
    private final int peakSolarWatts;

    PremiseKind(
            int standingWatts,
            int activeWatts,
            int coolingWattsPerKelvin,
            int heatingWattsPerKelvin,
            int peakSolarWatts) {
        this.standingWatts = standingWatts;
        this.activeWatts = activeWatts;
        this.coolingWattsPerKelvin = coolingWattsPerKelvin;
        this.heatingWattsPerKelvin = heatingWattsPerKelvin;
        this.peakSolarWatts = peakSolarWatts;
    }

    /** Has a second channel on its meter. */
    public boolean generates() {
        return peakSolarWatts > 0;
    }

    int standingWatts() {
        return standingWatts;
    }

    int activeWatts() {
        return activeWatts;
    }

    /** For each kelvin above a comfortable 22 degrees Celsius. */
    int coolingWattsPerKelvin() {
        return coolingWattsPerKelvin;
    }

    /** For each kelvin below 14 degrees Celsius. */
    int heatingWattsPerKelvin() {
        return heatingWattsPerKelvin;
    }

    int peakSolarWatts() {
        return peakSolarWatts;
    }
}
