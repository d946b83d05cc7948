package org.meterport.hub.limits;

import java.time.Duration;

/**
 * What a limit says to one attempt.
 *
 * @param remaining how many more would be let through now
 * @param pause until the next one will be let through; zero while there are some
 */
public record Verdict(Limit limit, boolean allowed, int remaining, Duration pause) {

    /** Nothing taken. */
    static Verdict full(Limit limit) {
        return limit.isNone() ? unlimited(limit) : new Verdict(limit, true, limit.quota(), Duration.ZERO);
    }

    static Verdict unlimited(Limit limit) {
        return new Verdict(limit, true, Integer.MAX_VALUE, Duration.ZERO);
    }
}
