package org.meterport.hub.filedrop;

import java.time.Duration;

/**
 * How many wrong passwords one name may be tried with from one address.
 *
 * @param failures this many within {@code window} lock the pair
 * @param lockedFor counted from the failure that locked it; attempts meanwhile neither lengthen nor shorten it
 */
public record LoginLimit(int failures, Duration window, Duration lockedFor) {

    public LoginLimit {
        if (failures < 1 || !isPositive(window) || !isPositive(lockedFor)) {
            throw new IllegalArgumentException(
                    "meterport.filedrop.lockout: failures, window and locked-for must all be above zero");
        }
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isZero() && !duration.isNegative();
    }
}
