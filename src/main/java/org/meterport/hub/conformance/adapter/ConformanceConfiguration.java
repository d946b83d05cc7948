package org.meterport.hub.conformance.adapter;

import java.time.Clock;
import org.meterport.hub.api.adapter.ConformanceGate;
import org.meterport.hub.conformance.Rehearse;
import org.meterport.hub.party.ThirdParties;
import org.meterport.hub.premise.Premises;
import org.meterport.hub.shared.Ids;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.usage.UsageStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires the conformance test. */
@Configuration(proxyBeanMethods = false)
public class ConformanceConfiguration {

    @Bean
    Rehearse rehearse(
            Transactions transactions,
            JdbcTemplate jdbc,
            Premises premises,
            UsageStore usage,
            Ids ids,
            ThirdParties thirdParties,
            Clock clock) {
        return new Rehearse(
                transactions, new JdbcRehearsals(jdbc), new FurnishedHomes(premises, usage, ids), thirdParties, clock);
    }

    @Bean
    ConformanceGate conformanceGate(Rehearse rehearse) {
        return new RehearsalGate(rehearse);
    }

    @Bean
    ConformanceApi conformanceApi(Rehearse rehearse) {
        return new ConformanceApi(rehearse);
    }
}
