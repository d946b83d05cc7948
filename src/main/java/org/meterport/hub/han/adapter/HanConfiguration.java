package org.meterport.hub.han.adapter;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import org.meterport.han.headend.HeadEnd;
import org.meterport.hub.agreement.Grants;
import org.meterport.hub.api.adapter.FirstAnswers;
import org.meterport.hub.han.DispatchChunk;
import org.meterport.hub.han.HanRequests;
import org.meterport.hub.han.RecordOutcome;
import org.meterport.hub.han.SendText;
import org.meterport.hub.outbox.Outbox;
import org.meterport.hub.shared.Ids;
import org.meterport.hub.shared.Transactions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires device messages. */
@Configuration(proxyBeanMethods = false)
public class HanConfiguration {

    @Bean
    HanRequests hanRequests(JdbcTemplate jdbc, ObjectMapper json, Clock clock) {
        return new JdbcHanRequests(jdbc, json, clock);
    }

    @Bean
    HanApi hanApi(
            HanRequests requests,
            Outbox outbox,
            Ids ids,
            Clock clock,
            HeadEnd headEnd,
            FirstAnswers firstAnswers,
            Transactions transactions) {
        var sendText = new SendText(
                requests, outbox, ids, clock, headEnd.capabilities().maxTextBytes());
        return new HanApi(sendText, requests, firstAnswers, transactions);
    }

    @Bean
    HanDispatch hanDispatch(Transactions transactions, HanRequests requests, Grants grants, Clock clock) {
        return new HanDispatch(new DispatchChunk(transactions, requests, grants, clock));
    }

    @Bean
    HanOutcome hanOutcome(Transactions transactions, HanRequests requests, Clock clock) {
        return new HanOutcome(new RecordOutcome(transactions, requests, clock));
    }
}
