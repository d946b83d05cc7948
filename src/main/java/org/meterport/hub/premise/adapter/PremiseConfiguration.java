package org.meterport.hub.premise.adapter;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires premises. */
@Configuration(proxyBeanMethods = false)
public class PremiseConfiguration {

    @Bean
    JdbcPremises premises(JdbcTemplate jdbc) {
        return new JdbcPremises(jdbc);
    }
}
