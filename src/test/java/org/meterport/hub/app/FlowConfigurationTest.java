package org.meterport.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.ConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ComponentCustomizer;
import org.junit.jupiter.api.Test;

class FlowConfigurationTest {

    /** Which of two customizers Camel finds first changes from start to start; here it finds the hub's first. */
    @Test
    void keepsQueuesTransactedWhateverTheStarterSets() throws Exception {
        ComponentCustomizer starter = ComponentCustomizer.builder(JmsComponent.class)
                .build(component -> {
                    component.setTransacted(false);
                    component.setCacheLevelName("CACHE_AUTO");
                });
        ConnectionFactory nowhere = new ActiveMQConnectionFactory("vm://4711");

        try (var camel = new DefaultCamelContext()) {
            camel.getRegistry().bind("queues", new FlowConfiguration().queues(nowhere));
            camel.getRegistry().bind("starter", starter);
            JmsComponent jms = camel.getComponent("jms", JmsComponent.class);

            assertThat(jms.isTransacted()).isTrue();
            assertThat(jms.getCacheLevelName()).isEqualTo("CACHE_CONSUMER");
        }
    }
}
