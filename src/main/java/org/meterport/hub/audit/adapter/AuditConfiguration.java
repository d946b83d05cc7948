package org.meterport.hub.audit.adapter;

import java.time.Clock;
import org.meterport.hub.audit.DisclosureLog;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires the disclosure log. */
@Configuration(proxyBeanMethods = false)
public class AuditConfiguration {

    @Bean
    DisclosureLog disclosureLog(JdbcTemplate jdbc, Clock clock) {
        return new JdbcDisclosureLog(jdbc, clock);
    }
}
