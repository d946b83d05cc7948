package org.meterport.hub.han.adapter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.meterport.han.dongle.Dongle;
import org.meterport.han.dongle.DongleHeadEnd;
import org.meterport.han.headend.Esiid;
import org.meterport.han.sim.RealTimeline;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One real home behind a USB radio, for a laboratory. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "meterport.head-end.kind", havingValue = "dongle")
public class DongleConfiguration {

    /** Known to flows as {@code headEnd}. The radio may come and go; without it, messages wait in their queue. */
    @Bean(destroyMethod = "close")
    DongleHeadEnd headEnd(
            @Value("${meterport.head-end.folder}") Path folder,
            @Value("${meterport.head-end.capture}") boolean capture,
            @Value("${meterport.head-end.dongle.make}") Dongle make,
            @Value("${meterport.head-end.dongle.port}") String port,
            @Value("${meterport.head-end.dongle.baud}") int baud,
            @Value("${meterport.head-end.dongle.esiid}") String esiid,
            @Value("${meterport.head-end.dongle.devices}") int devices,
            @Value("${meterport.head-end.dongle.forms-network}") boolean formsNetwork,
            Clock clock)
            throws IOException {
        Files.createDirectories(folder);
        var settings = new DongleHeadEnd.Settings(
                new Esiid(esiid),
                folder.resolve("dongle-journal"),
                capture ? Optional.of(folder.resolve("radio.pcap")) : Optional.empty(),
                devices,
                formsNetwork);
        return DongleHeadEnd.open(settings, make, port, baud, new RealTimeline(clock));
    }

    @Bean
    HealthIndicator headEndHealthIndicator(DongleHeadEnd headEnd) {
        return () -> headEnd.isReachable()
                ? Health.up().withDetail("kind", "dongle").build()
                : Health.down()
                        .withDetail("cause", "the radio is not online: look at meterport.head-end.dongle.port")
                        .build();
    }
}
