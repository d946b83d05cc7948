package org.meterport.hub.audit.adapter;

import java.time.Clock;
import org.meterport.hub.audit.DisclosureChain;
import org.meterport.hub.audit.DisclosureLog;
import org.meterport.hub.audit.SealDisclosures;
import org.meterport.hub.shared.Transactions;
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

    @Bean
    DisclosureChain disclosureChain(JdbcTemplate jdbc) {
        return new JdbcDisclosureChain(jdbc);
    }

    @Bean
    SealDisclosures sealDisclosures(Transactions transactions, DisclosureChain chain) {
        return new SealDisclosures(transactions, chain);
    }

    @Bean
    AuditApi auditApi(DisclosureLog disclosures, Transactions transactions) {
        return new AuditApi(disclosures, transactions);
    }
}
