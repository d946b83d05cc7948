package org.meterport.hub.routing.adapter;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.meterport.hub.routing.ParkedFlows;
import org.meterport.hub.routing.RouteDeployments;
import org.meterport.hub.routing.RouteDeployments.Deployment;
import org.meterport.hub.routing.RouteDeployments.State;
import org.meterport.hub.routing.RouteFinding;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what runs the flows: their error policies' beans, and what health says about them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RouteSettings.class)
public class RoutingConfiguration {

    @Bean
    ParkedFlows parkedFlows() {
        return new ParkedFlows();
    }

    @Bean
    FlowFailures flowFailures(ParkedFlows parked, Clock clock) {
        return new FlowFailures(parked, clock);
    }

    /** What flows do before each new attempt that wait at their place. */
    @Bean
    Processor flowWaiting(FlowFailures flowFailures) {
        return flowFailures::waiting;
    }

    @Bean
    FlowResumption flowResumption(ParkedFlows parked) {
        return new FlowResumption(parked);
    }

    @Bean
    RouteDeployments routeDeployments() {
        return new RouteDeployments();
    }

    @Bean
    RouteService routeService(RouteSettings settings, RouteDeployments deployments, Clock clock) {
        return new RouteService(settings, deployments, clock);
    }

    /** Camel's own loading of routes is off ({@code camel.main.routes-collector-enabled}): this is in its place. */
    @Bean
    CamelContextConfiguration flowFiles(RouteService routes) {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext camel) {
                // each flow is started by itself, once the context runs
            }

            @Override
            public void afterApplicationStart(CamelContext camel) {
                try {
                    routes.start(camel);
                } catch (IOException unreadable) {
                    throw new UncheckedIOException(unreadable);
                }
            }
        };
    }

    /**
     * Down while a flow that should run does not: its file was refused and it has no earlier version, or an operation
     * of a contract has none. A refused edit is told but leaves this up, because the earlier version serves.
     */
    @Bean
    HealthIndicator routesHealthIndicator(RouteDeployments deployments) {
        return () -> {
            List<Deployment> quarantined = deployments.in(State.QUARANTINED);
            Map<String, String> unbound = deployments.unbound();
            Health.Builder health = quarantined.isEmpty() && unbound.isEmpty() ? Health.up() : Health.down();
            health.withDetail("running", deployments.all().size() - quarantined.size());
            told(health, "quarantined", quarantined);
            told(health, "rejectedEdits", deployments.in(State.EDIT_REFUSED));
            told(health, "refusedRemovals", deployments.in(State.REMOVAL_REFUSED));
            if (!unbound.isEmpty()) {
                health.withDetail("operationsWithoutFlow", unbound);
            }
            return health.build();
        };
    }

    private static void told(Health.Builder health, String detail, List<Deployment> deployments) {
        if (!deployments.isEmpty()) {
            Map<String, Object> reasons = new TreeMap<>();
            deployments.forEach(deployment -> reasons.put(
                    deployment.file(),
                    deployment.findings().stream().map(RouteFinding::toString).toList()));
            health.withDetail(detail, reasons);
        }
    }

    @Bean
    MeterBinder routeMeters(RouteDeployments deployments) {
        return registry -> {
            FunctionCounter.builder("meterport.routes.deployed", deployments, RouteDeployments::deployed)
                    .description("Flow files brought into service, each version counted")
                    .register(registry);
            FunctionCounter.builder("meterport.routes.refused", deployments, RouteDeployments::refused)
                    .description("Texts of flow files that were refused")
                    .register(registry);
            Gauge.builder(
                            "meterport.routes.quarantined",
                            deployments,
                            d -> d.in(State.QUARANTINED).size())
                    .description("Flow files of which nothing runs")
                    .register(registry);
        };
    }

    @Bean
    MeterBinder parkedFlowMeters(ParkedFlows parked) {
        return registry -> Gauge.builder(
                        "meterport.flows.parked", parked, p -> p.all().size())
                .description("Flows that wait for another system")
                .register(registry);
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
