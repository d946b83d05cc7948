package org.meterport.hub.agreement.adapter;

import java.time.Clock;
import org.meterport.hub.agreement.CompleteOneTime;
import org.meterport.hub.agreement.Grants;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires agreements. */
@Configuration(proxyBeanMethods = false)
public class AgreementConfiguration {

    @Bean
    JdbcAgreements agreements(JdbcTemplate jdbc) {
        return new JdbcAgreements(jdbc);
    }

    @Bean
    Grants grants(JdbcTemplate jdbc, JdbcAgreements agreements, Clock clock) {
        return new JdbcGrants(jdbc, new CompleteOneTime(agreements, clock)::delivered);
    }
}
