package org.meterport.hub.broker.adapter;

import jakarta.jms.ConnectionFactory;
import java.nio.file.Path;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.meterport.hub.secrets.SecretFolder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.scheduling.annotation.Scheduled;

/** Wires the queues: built in or external, by configuration alone. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BrokerSettings.class)
public class BrokerConfiguration {

    /** Present only when no external broker is named. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "meterport.broker.url", havingValue = "", matchIfMissing = true)
    static class Embedded {

        @Bean(initMethod = "start", destroyMethod = "close")
        EmbeddedBroker embeddedBroker(
                BrokerSettings settings,
                SecretFolder secrets,
                @Value("${meterport.data}") Path data,
                @Value("${meterport.broker.in-vm-id:0}") int inVmId) {
            return new EmbeddedBroker(settings, data.resolve("broker"), secrets.secret("broker-password"), inVmId);
        }

        @Bean
        BrokerSupervisor brokerSupervisor(EmbeddedBroker broker) {
            return new BrokerSupervisor(broker);
        }
    }

    /** Looks after the built-in broker. */
    static final class BrokerSupervisor {

        private final EmbeddedBroker broker;

        BrokerSupervisor(EmbeddedBroker broker) {
            this.broker = broker;
        }

        @Scheduled(fixedDelay = 2_000)
        void keepRunning() {
            broker.keepRunning();
        }
    }

    @Bean(destroyMethod = "stop")
    @DependsOn("secretFolder")
    JmsPoolConnectionFactory connectionFactory(
            BrokerSettings settings,
            SecretFolder secrets,
            ObjectProvider<EmbeddedBroker> embedded,
            @Value("${meterport.broker.in-vm-id:0}") int inVmId) {
        boolean own = embedded.getIfAvailable() != null;
        var broker = new ActiveMQConnectionFactory(
                own ? "vm://" + inVmId + "?reconnectAttempts=0" : settings.url(),
                settings.user(),
                own ? secrets.secret("broker-password") : settings.password());
        // little is fetched ahead, so that work spreads over nodes and priority holds
        broker.setConsumerWindowSize(64 * 1024);
        broker.setBlockOnDurableSend(true);
        broker.setCallTimeout(10_000);
        var pool = new JmsPoolConnectionFactory();
        pool.setConnectionFactory(broker);
        pool.setMaxConnections(2);
        pool.setMaxSessionsPerConnection(200);
        pool.setConnectionCheckInterval(5_000);
        return pool;
    }

    @Bean
    HealthIndicator brokerHealthIndicator(ObjectProvider<EmbeddedBroker> embedded, ConnectionFactory factory) {
        return () -> {
            EmbeddedBroker own = embedded.getIfAvailable();
            if (own != null && own.trouble().isPresent()) {
                return Health.down().withDetail("cause", own.trouble().get()).build();
            }
            try (var connection = factory.createConnection()) {
                connection.start();
                return Health.up()
                        .withDetail("built-in", own != null)
                        .withDetail("deadLetters", own == null ? "ask the broker" : own.waiting("dead-letter"))
                        .build();
            } catch (jakarta.jms.JMSException unreachable) {
                return Health.down()
                        .withDetail("cause", "the broker does not answer: " + unreachable.getMessage())
                        .build();
            }
        };
    }
}
