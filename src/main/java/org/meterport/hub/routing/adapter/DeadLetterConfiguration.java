package org.meterport.hub.routing.adapter;

import jakarta.jms.ConnectionFactory;
import org.apache.camel.CamelContext;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what the operator sees of given-up work; apart from the flows themselves, which need no broker. */
@Configuration(proxyBeanMethods = false)
public class DeadLetterConfiguration {

    @Bean
    DeadLetterApi deadLetterApi(
            ConnectionFactory connections, CamelContext flows, @Value("${meterport.dead-letter.uri}") String uri) {
        return new DeadLetterApi(new DeadLetters(connections, flows, uri));
    }
}
