package org.meterport.hub.ondemand.adapter;

import java.time.Clock;
import java.time.Duration;
import org.meterport.hub.agreement.Grants;
import org.meterport.hub.api.adapter.FirstAnswers;
import org.meterport.hub.api.adapter.JsonBodies;
import org.meterport.hub.audit.DisclosureLog;
import org.meterport.hub.ondemand.OnDemandReads;
import org.meterport.hub.ondemand.RequestOnDemandRead;
import org.meterport.hub.ondemand.RequestOnDemandRead.Limits;
import org.meterport.hub.ondemand.ShowOnDemandRead;
import org.meterport.hub.ondemand.TakeOnDemandRead;
import org.meterport.hub.outbox.Outbox;
import org.meterport.hub.shared.Ids;
import org.meterport.hub.shared.Transactions;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires on-demand reads. */
@Configuration(proxyBeanMethods = false)
public class OnDemandConfiguration {

    @Bean
    OnDemandReads onDemandReads(JdbcTemplate jdbc) {
        return new JdbcOnDemandReads(jdbc);
    }

    @Bean
    RequestOnDemandRead requestOnDemandRead(
            OnDemandReads reads,
            Grants grants,
            Outbox outbox,
            Ids ids,
            Clock clock,
            @Value("${meterport.ondemand.per-tdsp-and-day}") int perTdspAndDay,
            @Value("${meterport.ondemand.between-reads}") Duration betweenReads,
            @Value("${meterport.ondemand.deadline}") Duration deadline) {
        return new RequestOnDemandRead(
                reads, grants, outbox, ids, clock, new Limits(perTdspAndDay, betweenReads, deadline));
    }

    @Bean
    ShowOnDemandRead showOnDemandRead(
            Transactions transactions, OnDemandReads reads, Grants grants, DisclosureLog disclosures, Clock clock) {
        return new ShowOnDemandRead(transactions, reads, grants, disclosures, clock);
    }

    @Bean
    OnDemandDispatch onDemandDispatch(Transactions transactions, OnDemandReads reads, Grants grants, Clock clock) {
        return new OnDemandDispatch(new TakeOnDemandRead(transactions, reads, grants, clock));
    }

    @Bean
    OnDemandApi onDemandApi(
            RequestOnDemandRead request, ShowOnDemandRead show, FirstAnswers firstAnswers, JsonBodies bodies) {
        return new OnDemandApi(request, show, firstAnswers, bodies);
    }

    @Bean
    SmtOnDemandApi smtOnDemandApi(
            RequestOnDemandRead request, ShowOnDemandRead show, FirstAnswers firstAnswers, JsonBodies bodies) {
        return new SmtOnDemandApi(request, show, firstAnswers, bodies);
    }
}
