package org.meterport.hub.outbox.adapter;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.ConnectionFactory;
import java.time.Clock;
import org.meterport.hub.outbox.Outbox;
import org.meterport.hub.shared.Transactions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires the outbox; {@code outboxRelay} is what the flow {@code outbox-relay} calls. */
@Configuration(proxyBeanMethods = false)
public class OutboxConfiguration {

    @Bean
    Outbox outbox(JdbcTemplate jdbc, ObjectMapper json, Clock clock) {
        return new JdbcOutbox(jdbc, json, clock);
    }

    @Bean
    OutboxRelay outboxRelay(
            Transactions transactions, JdbcTemplate jdbc, ConnectionFactory connectionFactory, ObjectMapper json) {
        return new OutboxRelay(transactions, jdbc, connectionFactory, json);
    }
}
