package org.meterport.hub.routing.adapter;

import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.meterport.hub.routing.ParkedFlows;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what runs the flows: their error policies' beans, and what health says about them. */
@Configuration(proxyBeanMethods = false)
public class RoutingConfiguration {

    @Bean
    ParkedFlows parkedFlows() {
        return new ParkedFlows();
    }

    @Bean
    FlowFailures flowFailures(ParkedFlows parked, Clock clock) {
        return new FlowFailures(parked, clock);
    }

    @Bean
    FlowResumption flowResumption(ParkedFlows parked) {
        return new FlowResumption(parked);
    }

    /** Down while a flow waits for another system: work piles up until someone looks after that system. */
    @Bean
    HealthIndicator flowsHealthIndicator(ParkedFlows parked) {
        return () -> {
            Map<String, Object> waiting = new TreeMap<>();
            parked.all()
                    .forEach(flow -> waiting.put(
                            flow.flow(),
                            Map.of(
                                    "waitsFor", flow.dependency(),
                                    "cause", flow.cause(),
                                    "since", flow.since().toString(),
                                    "attempts", flow.attempts())));
            return waiting.isEmpty()
                    ? Health.up().build()
                    : Health.down().withDetail("parked", waiting).build();
        };
    }
}
