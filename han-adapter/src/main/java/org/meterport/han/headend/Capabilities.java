package org.meterport.han.headend;

import java.util.Set;

/**
 * What a head-end can do. A hub promises its callers no more than this.
 *
 * @param maxTargetsPerSubmit at least 1
 * @param reports the levels this head-end can tell of; a level that is missing will never be reported
 * @param acknowledgedPrices prices may be sent in the SE 1.1 form, which asks for a Price Acknowledgement
 * @param maxTextBytes of a text, in UTF-8
 * @param targetsPerSecond what it can take in, 0 when it does not say
 * @param devicesPerMeter what its usual meter can hold
 */
public record Capabilities(
        int maxTargetsPerSubmit,
        Set<Level> reports,
        boolean acknowledgedPrices,
        int maxTextBytes,
        int targetsPerSecond,
        int devicesPerMeter) {
    public Capabilities {
        reports = Set.copyOf(reports);
    }
}
