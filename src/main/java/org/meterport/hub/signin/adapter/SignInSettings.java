package org.meterport.hub.signin.adapter;

import java.time.Duration;
import org.meterport.hub.signin.SignInLimit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long people stay signed in.
 *
 * @param idle without a click
 * @param longest in all
 */
@ConfigurationProperties("meterport.sign-in")
public record SignInSettings(
        @DefaultValue("30m") Duration idle,
        @DefaultValue("12h") Duration longest,
        @DefaultValue Lockout lockout) {

    /** See {@link SignInLimit}. */
    public record Lockout(
            @DefaultValue("5") int failures,
            @DefaultValue("15m") Duration window,
            @DefaultValue("15m") Duration lockedFor) {}

    SignInLimit limit() {
        return new SignInLimit(lockout.failures(), lockout.window(), lockout.lockedFor());
    }
}
