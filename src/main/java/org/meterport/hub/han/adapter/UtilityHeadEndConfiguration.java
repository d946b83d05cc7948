package org.meterport.hub.han.adapter;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import org.meterport.han.headend.Capabilities;
import org.meterport.han.headend.Level;
import org.meterport.han.utility.FilePost;
import org.meterport.han.utility.HttpPost;
import org.meterport.han.utility.Stylesheets;
import org.meterport.han.utility.UtilityHeadEnd;
import org.meterport.hub.shared.Ids;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A utility's own head-end, spoken to by messages over HTTP or in files. Known to flows as {@code headEnd}. */
@Configuration(proxyBeanMethods = false)
public class UtilityHeadEndConfiguration {
    private static final Duration BEFORE_REDELIVERY = Duration.ofSeconds(1);

    @Bean
    @ConditionalOnProperty(name = "meterport.head-end.kind", havingValue = "rest")
    UtilityHeadEnd headEnd(
            @Value("${meterport.head-end.rest.uri}") URI address,
            @Value("${meterport.head-end.rest.authorization}") String authorization,
            @Value("${meterport.head-end.rest.callback.bind}") String bind,
            @Value("${meterport.head-end.rest.callback.port}") int port,
            @Value("${meterport.head-end.rest.callback.public-uri}") String publicAddress,
            @Value("${meterport.head-end.rest.callback.authorization}") String callbackAuthorization,
            @Value("${meterport.head-end.utility.waits}") Duration waits,
            @Value("${meterport.head-end.utility.polls-every}") Duration pollsEvery,
            @Value("${meterport.head-end.utility.stylesheets}") Path stylesheets,
            @Value("${meterport.head-end.utility.max-targets}") int maxTargets,
            @Value("${meterport.head-end.utility.max-text-bytes}") int maxTextBytes,
            @Value("${meterport.head-end.utility.targets-per-second}") int rate,
            Ids ids,
            Clock clock) {
        var callback = callbackAuthorization.isEmpty()
                ? Optional.<HttpPost.Callback>empty()
                : Optional.of(
                        new HttpPost.Callback(new InetSocketAddress(bind, port), publicAddress, callbackAuthorization));
        var settings =
                new HttpPost.Settings(address, authorization, waits, pollsEvery, callback, Stylesheets.in(stylesheets));
        return UtilityHeadEnd.over(
                settings,
                capabilities(maxTargets, maxTextBytes, rate),
                () -> ids.next("msg_"),
                clock,
                BEFORE_REDELIVERY);
    }

    @Bean("headEnd")
    @ConditionalOnProperty(name = "meterport.head-end.kind", havingValue = "file")
    UtilityHeadEnd headEndByFiles(
            @Value("${meterport.head-end.file.outbox}") Path outbox,
            @Value("${meterport.head-end.file.inbox}") Path inbox,
            @Value("${meterport.head-end.utility.waits}") Duration waits,
            @Value("${meterport.head-end.utility.polls-every}") Duration pollsEvery,
            @Value("${meterport.head-end.utility.stylesheets}") Path stylesheets,
            @Value("${meterport.head-end.utility.max-targets}") int maxTargets,
            @Value("${meterport.head-end.utility.max-text-bytes}") int maxTextBytes,
            @Value("${meterport.head-end.utility.targets-per-second}") int rate,
            Ids ids,
            Clock clock) {
        return UtilityHeadEnd.over(
                new FilePost.Settings(outbox, inbox, waits, pollsEvery, Stylesheets.in(stylesheets)),
                capabilities(maxTargets, maxTextBytes, rate),
                () -> ids.next("msg_"),
                clock,
                BEFORE_REDELIVERY);
    }

    @Bean("headEndHealthIndicator")
    @ConditionalOnProperty(name = "meterport.head-end.kind", havingValue = "rest")
    HealthIndicator healthOverHttp(UtilityHeadEnd headEnd) {
        return () -> health("rest", headEnd);
    }

    @Bean("headEndHealthIndicator")
    @ConditionalOnProperty(name = "meterport.head-end.kind", havingValue = "file")
    HealthIndicator healthByFiles(UtilityHeadEnd headEnd) {
        return () -> health("file", headEnd);
    }

    private static Health health(String kind, UtilityHeadEnd headEnd) {
        return headEnd.trouble()
                .map(cause -> Health.down().withDetail("cause", cause + "; device messages wait in their queue"))
                .orElseGet(Health::up)
                .withDetail("kind", kind)
                .build();
    }

    /** Every level: what the utility's system does not report, it does not report. */
    private static Capabilities capabilities(int maxTargets, int maxTextBytes, int rate) {
        return new Capabilities(maxTargets, EnumSet.allOf(Level.class), false, maxTextBytes, rate, 5);
    }
}
