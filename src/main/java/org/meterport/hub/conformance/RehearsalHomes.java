package org.meterport.hub.conformance;

import java.time.Instant;
import org.meterport.hub.party.ThirdParty;

/** Furnishes rehearsal homes. Called inside an operator's transaction. */
@FunctionalInterface
public interface RehearsalHomes {

    /** Premise, customer and a month and a half of readings up to yesterday; what is there already stays. */
    void furnish(Rehearsal rehearsal, String tdsp, ThirdParty company, Instant now);
}
