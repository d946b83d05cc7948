package org.meterport.hub.routing;

import java.time.Instant;
import java.time.InstantSource;
import org.meterport.hub.routing.adapter.FlowFailures;

/** The beans of the error policies, for tests that hold a clock still. */
public final class FailureBeans {

    /** Where the clock stands. */
    public static final Instant NOW = Instant.parse("2026-03-08T07:59:58Z");

    private FailureBeans() {}

    public static FlowFailures flowFailures(ParkedFlows parked) {
        return new FlowFailures(parked, InstantSource.fixed(NOW));
    }
}
