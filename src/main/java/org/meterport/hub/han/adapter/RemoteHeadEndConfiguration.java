package org.meterport.hub.han.adapter;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumSet;
import org.meterport.han.headend.Capabilities;
import org.meterport.han.headend.Level;
import org.meterport.han.remote.RemoteHeadEnd;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A head-end in another process, the simulated one for example, over TCP. Known to flows as {@code headEnd}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "meterport.head-end.kind", havingValue = "tcp")
public class RemoteHeadEndConfiguration {

    private static final int DEVICES_PER_METER = 5;

    /** The other process may come and go; without it, messages wait in their queue. */
    @Bean(destroyMethod = "close")
    RemoteHeadEnd headEnd(
            @Value("${meterport.head-end.tcp.host}") String host,
            @Value("${meterport.head-end.tcp.port}") int port,
            @Value("${meterport.head-end.tcp.reconnect-every}") Duration reconnectEvery,
            @Value("${meterport.head-end.tcp.max-targets}") int maxTargets,
            @Value("${meterport.head-end.tcp.max-text-bytes}") int maxTextBytes,
            @Value("${meterport.head-end.tcp.targets-per-second}") int rate) {
        return new RemoteHeadEnd(
                new InetSocketAddress(host, port),
                new Capabilities(maxTargets, EnumSet.allOf(Level.class), false, maxTextBytes, rate, DEVICES_PER_METER),
                reconnectEvery);
    }

    @Bean
    HealthIndicator headEndHealthIndicator(RemoteHeadEnd headEnd) {
        return () -> headEnd.isReachable()
                ? Health.up().withDetail("kind", "tcp").build()
                : Health.down()
                        .withDetail("kind", "tcp")
                        .withDetail(
                                "cause",
                                "no head-end answers at meterport.head-end.tcp.host and port; device messages wait in"
                                        + " their queue")
                        .build();
    }
}
