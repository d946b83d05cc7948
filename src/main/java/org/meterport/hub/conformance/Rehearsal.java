package org.meterport.hub.conformance;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.meterport.hub.shared.ThirdPartyId;

/**
 * How far a company is.
 *
 * @param esiid of its rehearsal home
 * @param meterNumber of that home, as it stands on the bill
 * @param repCertificate of that home's REP of record
 * @param shown when each step was first shown
 */
public record Rehearsal(
        ThirdPartyId thirdParty,
        String esiid,
        String meterNumber,
        int repCertificate,
        Instant startedAt,
        Map<Step, Instant> shown) {

    public Rehearsal {
        shown = Map.copyOf(shown);
    }

    public List<Step> missing() {
        return Arrays.stream(Step.values())
                .filter(step -> !shown.containsKey(step))
                .toList();
    }
}
