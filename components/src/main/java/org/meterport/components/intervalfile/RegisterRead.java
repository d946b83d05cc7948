package org.meterport.components.intervalfile;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One revision of what a meter's register showed at both ends of a local day, on one channel.
 *
 * @param startWattHours of the midnight the day begins with
 * @param endWattHours of the midnight it ends with; less than the start where the register went round
 * @param energyWattHours of the day, as the utility states it
 * @param revisedAt when the utility issued this revision
 */
public record RegisterRead(
        Esiid esiid,
        Channel channel,
        LocalDate day,
        Instant revisedAt,
        long startWattHours,
        long endWattHours,
        long energyWattHours) {

    /** Without energy and without the ESIID, so that it may stand in a log. */
    @Override
    public String toString() {
        return channel + " " + day + ", revised " + revisedAt;
    }
}
