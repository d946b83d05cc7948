package org.meterport.hub.broker.adapter;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the queues are.
 *
 * @param url address of an external Artemis, for example {@code (tcp://a:61616,tcp://b:61616)?ha=true}; empty starts the
 *     built-in one
 * @param user name at an external broker
 * @param password its password, as a reference
 * @param bind address the built-in broker listens on for other processes
 * @param port its port; 0 takes a free one
 * @param maxDiskUsagePercent how full the journal's disk may be before senders wait, 1 to 100
 * @param redeliveryDelay wait before a message that could not be handled is offered again, at first
 * @param maxRedeliveryDelay the wait it doubles up to
 */
@ConfigurationProperties("meterport.broker")
public record BrokerSettings(
        @DefaultValue("") String url,
        @DefaultValue("meterport") String user,
        @DefaultValue("") String password,
        @DefaultValue("127.0.0.1") String bind,
        @DefaultValue("61616") int port,
        @DefaultValue("95") int maxDiskUsagePercent,
        @DefaultValue("1s") Duration redeliveryDelay,
        @DefaultValue("30s") Duration maxRedeliveryDelay) {

    boolean embedded() {
        return url.isBlank();
    }

    @Override
    public String toString() {
        return "BrokerSettings[url=" + url + ", user=" + user + ", bind=" + bind + ", port=" + port + "]";
    }
}
