package org.meterport.hub.limits;

import java.time.Duration;

/**
 * So many times in so long. All of them may be used at once; after that they come back evenly over the window.
 *
 * @param name of the limit, as callers see it; lower-case letters and dashes
 * @param quota how many; 0 for no limit
 * @param window longer than zero
 */
public record Limit(String name, int quota, Duration window) {

    public Limit {
        if (quota < 0 || window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException(
                    "the limit " + name + " needs a quota of 0 or more in a window longer than zero");
        }
    }

    /** Never reached. */
    public static Limit none(String name) {
        return new Limit(name, 0, Duration.ofSeconds(1));
    }

    public boolean isNone() {
        return quota == 0;
    }
}
