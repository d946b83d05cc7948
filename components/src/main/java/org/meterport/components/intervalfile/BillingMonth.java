package org.meterport.components.intervalfile;

import java.time.Instant;
import java.time.LocalDate;
import java.util.OptionalLong;

/**
 * One revision of a premise's billing month.
 *
 * @param lastDay included
 * @param revisedAt when the utility issued this revision
 * @param demand empty fields where the premise is not billed by demand
 */
public record BillingMonth(
        Esiid esiid, LocalDate firstDay, LocalDate lastDay, Instant revisedAt, long actualWattHours, Demand demand) {

    /** Highest load of the month, measured and as billed, in watts and volt-amperes. */
    public record Demand(
            OptionalLong meteredWatts,
            OptionalLong billedWatts,
            OptionalLong meteredVoltAmperes,
            OptionalLong billedVoltAmperes) {}

    /** Without energy and without the ESIID, so that it may stand in a log. */
    @Override
    public String toString() {
        return firstDay + " to " + lastDay + ", revised " + revisedAt;
    }
}
