package org.meterport.hub.app;

import jakarta.jms.ConnectionFactory;
import org.apache.camel.CamelContext;
import org.apache.camel.LoggingLevel;
import org.apache.camel.NamedNode;
import org.apache.camel.Ordered;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What all flows share: how they reach the queues, and the ids in their log lines. */
@Configuration(proxyBeanMethods = false)
public class FlowConfiguration {

    /**
     * Queues are read in a local JMS transaction: a message is gone when its flow has committed what it does, and comes
     * back otherwise. Comes after the starter's own customizer, which sets every property to its default: Camel runs
     * customizers of equal order as they happen to be found, and then a queue would forget a message whose flow failed.
     */
    @Bean
    ComponentCustomizer queues(ConnectionFactory connectionFactory) {
        return ComponentCustomizer.builder(JmsComponent.class)
                .withOrder(Ordered.LOWEST)
                .build(component -> {
                    component.setConnectionFactory(connectionFactory);
                    component.setTransacted(true);
                    component.setLazyCreateTransactionManager(false);
                    component.setCacheLevelName("CACHE_CONSUMER");
                    component.setRecoveryInterval(1_000);
                    component.setAcceptMessagesWhileStopping(false);
                    // the flow's error policy has said what there is to say, once
                    component.setErrorHandlerLoggingLevel(LoggingLevel.DEBUG);
                    component.setErrorHandlerLogStackTrace(false);
                });
    }

    @Bean
    RoutePolicyFactory flowLog() {
        RoutePolicy log = new FlowLog();
        return (CamelContext context, String routeId, NamedNode route) -> log;
    }
}
