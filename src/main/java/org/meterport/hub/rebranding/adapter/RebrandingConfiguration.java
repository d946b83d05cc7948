package org.meterport.hub.rebranding.adapter;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import org.meterport.hub.agreement.Grants;
import org.meterport.hub.api.adapter.JsonBodies;
import org.meterport.hub.audit.DisclosureLog;
import org.meterport.hub.rebranding.ShowUsage;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.usage.ReadIntervals;
import org.meterport.hub.usage.RegisterStore;
import org.meterport.hub.usage.UsageStore;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** Wires re-branding. */
@Configuration(proxyBeanMethods = false)
public class RebrandingConfiguration {

    @Bean
    RebrandingApi rebrandingApi(
            Transactions transactions,
            Grants grants,
            DisclosureLog disclosures,
            ReadIntervals readIntervals,
            UsageStore store,
            JsonBodies bodies,
            @Value("${meterport.rebranding.deadline}") Duration deadline,
            @Value("${meterport.rebranding.kept-answers}") DataSize kept,
            @Value("${meterport.rebranding.source.uri}") String source) {
        return new RebrandingApi(
                new ShowUsage(transactions, grants, disclosures, readIntervals, store, deadline, kept.toBytes()),
                bodies,
                !source.startsWith("bean:"));
    }

    @Bean
    RebrandingSource rebrandingSource(UsageStore usage, RegisterStore registers) {
        return new RebrandingSource(usage, registers);
    }

    @Bean
    @ConditionalOnProperty("meterport.bench.bare-answer")
    BareAnswer bareAnswer() {
        return new BareAnswer();
    }

    @Bean
    @ConditionalOnProperty("meterport.bench.bare-answer")
    ServletRegistrationBean<BareAnswer> bareAnswerServlet(BareAnswer servlet) {
        return new ServletRegistrationBean<>(servlet, BareAnswer.PATH);
    }

    @Bean
    RebrandingMessages rebrandingMessages(ObjectMapper json) {
        return new RebrandingMessages(json);
    }
}
