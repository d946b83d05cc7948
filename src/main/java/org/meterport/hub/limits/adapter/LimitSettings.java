package org.meterport.hub.limits.adapter;

import java.time.Duration;
import org.meterport.hub.limits.Limit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much is let through; a quota of 0 switches a limit off.
 *
 * @param calls API calls of one Third Party
 * @param registrations of companies from one address
 * @param allRegistrations of companies from everywhere
 * @param failedLogins of one name from one address, before it is locked out there
 * @param failedLoginsByName of one name from everywhere
 * @param failedLoginsByAddress of all names from one address
 */
@ConfigurationProperties("meterport.limits")
public record LimitSettings(
        @DefaultValue Quota calls,
        @DefaultValue Quota registrations,
        @DefaultValue Quota allRegistrations,
        @DefaultValue Quota failedLogins,
        @DefaultValue Quota failedLoginsByName,
        @DefaultValue Quota failedLoginsByAddress) {

    /** So many in so long. */
    public record Quota(
            @DefaultValue("0") int quota,
            @DefaultValue("1m") Duration window) {

        /** The same as a limit of that name. */
        public Limit named(String name) {
            return new Limit(name, quota, window);
        }
    }
}
