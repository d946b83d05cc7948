package org.meterport.hub.limits.adapter;

import java.time.Clock;
import org.meterport.hub.limits.GuardLogins;
import org.meterport.hub.limits.RateLimiter;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires the counts. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LimitSettings.class)
public class LimitConfiguration {

    @Bean
    RateLimiter rateLimiter(JdbcTemplate jdbc, Clock clock) {
        return new JdbcRateLimiter(jdbc, clock);
    }

    @Bean
    GuardLogins guardLogins(RateLimiter limiter, LimitSettings settings) {
        return new GuardLogins(
                limiter,
                settings.failedLogins().named("failed-logins"),
                settings.failedLoginsByName().named("failed-logins-by-name"),
                settings.failedLoginsByAddress().named("failed-logins-by-address"));
    }
}
