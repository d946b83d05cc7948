package org.meterport.hub.signin;

import java.time.Duration;

/**
 * How often a secret may be guessed.
 *
 * @param failures this many within {@code window} lock a name for the address they came from; ten times as many lock it
 *     for every address
 * @param lockedFor counted from the attempt that locked it
 */
public record SignInLimit(int failures, Duration window, Duration lockedFor) {

    static final int ADDRESSES = 10;

    public SignInLimit {
        if (failures < 1 || window.toMillis() < 1 || lockedFor.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "meterport.sign-in.lockout: failures, window and locked-for must all be above zero");
        }
    }
}
