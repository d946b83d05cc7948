package org.meterport.hub.han.adapter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.meterport.han.headend.Esiid;
import org.meterport.han.sim.RadioModel;
import org.meterport.han.sim.RealTimeline;
import org.meterport.han.sim.SimulatedHeadEnd;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The simulated head-end, in this process. A deployer sets {@code meterport.head-end.kind} to something else and brings a
 * bean of type {@link org.meterport.han.headend.HeadEnd} of his own.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "meterport.head-end.kind", havingValue = "simulated")
public class HeadEndConfiguration {

    /** How the simulated radio behaves. */
    enum Radio {
        IDEAL,
        SANDBOX,
        FIELD;

        RadioModel model() {
            return switch (this) {
                case IDEAL -> RadioModel.ideal();
                case SANDBOX -> RadioModel.sandbox();
                case FIELD -> RadioModel.field();
            };
        }
    }

    /** Known to flows as {@code headEnd}; started when the neighbourhood has been declared. */
    @Bean(destroyMethod = "close")
    SimulatedHeadEnd headEnd(
            @Value("${meterport.head-end.folder}") Path folder,
            @Value("${meterport.head-end.capture}") boolean capture,
            @Value("${meterport.head-end.radio}") Radio radio,
            @Value("${meterport.sandbox.seed}") long seed,
            @Value("${meterport.han.test-homes.esiids}") List<String> testHomes,
            Clock clock)
            throws IOException {
        Files.createDirectories(folder);
        var settings = SimulatedHeadEnd.Settings.of(seed, radio.model()).withJournal(folder.resolve("journal"));
        SimulatedHeadEnd headEnd = SimulatedHeadEnd.open(
                capture ? settings.withCapture(folder.resolve("radio.pcap")) : settings, new RealTimeline(clock));
        testHomes.forEach(esiid -> headEnd.hands().premise(new Esiid(esiid)));
        return headEnd;
    }

    /** Starts it when every bean is there, and before the flows. */
    @Bean
    SmartLifecycle headEndStart(SimulatedHeadEnd headEnd) {
        return new SmartLifecycle() {
            @Override
            public void start() {
                headEnd.start();
            }

            @Override
            public void stop() {
                headEnd.goOffline();
            }

            @Override
            public boolean isRunning() {
                return headEnd.isReachable();
            }

            @Override
            public int getPhase() {
                return 0;
            }
        };
    }

    @Bean
    HealthIndicator headEndHealthIndicator(SimulatedHeadEnd headEnd) {
        return () -> headEnd.isReachable()
                ? Health.up().withDetail("kind", "simulated").build()
                : Health.down()
                        .withDetail("cause", "the simulated head-end is offline; device messages wait in their queue")
                        .build();
    }
}
