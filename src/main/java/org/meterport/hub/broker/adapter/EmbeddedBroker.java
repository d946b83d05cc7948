package org.meterport.hub.broker.adapter;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServers;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hub's own Artemis broker: a journal on disk, one address for this process (in memory) and one on loopback for
 * others.
 *
 * <p>When the journal's disk is full the broker lets senders wait; when the disk fails it stops itself, and
 * {@link #keepRunning()}, called now and then, starts it again as soon as the disk allows. What was accepted is in the
 * journal or still in the outbox either way.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final int JOURNAL_FLUSH_NANOS = 200_000;

    /** What waited for the same thing does not come back all at once: each wait is up to so much shorter or longer. */
    private static final double JITTER = 0.25;

    private final BrokerSettings settings;
    private final Path folder;
    private final String password;
    private final int inVmId;
    private @Nullable ActiveMQServer server;
    private @Nullable String lastFailure;
    private boolean closed;

    /**
     * @param folder where the journal stands; made on first start
     * @param password of the one user, {@code meterport}
     * @param inVmId the in-memory address {@code vm://N}; two brokers in one process need different ones
     */
    public EmbeddedBroker(BrokerSettings settings, Path folder, String password, int inVmId) {
        this.settings = settings;
        this.folder = folder;
        this.password = password;
        this.inVmId = inVmId;
    }

    /** Starts the broker; a failure is thrown, with the cause the operator can act on. */
    public synchronized void start() throws Exception {
        ActiveMQServer fresh = ActiveMQServers.newActiveMQServer(configuration(), null, securityManager());
        fresh.start();
        if (!fresh.waitForActivation(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the broker did not become active; is " + folder + " used by another one?");
        }
        server = fresh;
        lastFailure = null;
    }

    /** Starts the broker again if it has stopped itself. Called by the wiring every few seconds. */
    public synchronized void keepRunning() {
        if (closed || (server != null && server.isStarted())) {
            return;
        }
        try {
            start();
            LOG.info("the broker is running again");
        } catch (Exception stillBroken) {
            lastFailure = String.valueOf(stillBroken.getMessage());
        }
    }

    /** Why messages do not flow, in one sentence; empty while they do. */
    public synchronized Optional<String> trouble() {
        if (server == null || !server.isStarted()) {
            String because = lastFailure == null ? "" : ": " + lastFailure;
            return Optional.of("the broker has stopped" + because + "; it is started again as soon as its disk allows");
        }
        if (server.getPagingManager() != null && server.getPagingManager().isDiskFull()) {
            return Optional.of("the broker's disk is fuller than " + settings.maxDiskUsagePercent()
                    + " %: free space under " + folder + "; senders wait, nothing is lost");
        }
        return Optional.empty();
    }

    /** Messages waiting in a queue, those out for redelivery included; 0 when there is no such queue. */
    public synchronized long waiting(String queue) {
        if (server == null) {
            return 0;
        }
        var found = server.locateQueue(SimpleString.of(queue));
        return found == null ? 0 : found.getMessageCount();
    }

    /** The port others connect to. */
    public synchronized int port() {
        if (server == null) {
            throw new IllegalStateException("the broker is not running");
        }
        return ((NettyAcceptor) server.getRemotingService().getAcceptor("others")).getActualPort();
    }

    /** Lets the broker believe its disk is full, or no longer: how an operator rehearses that failure. */
    public synchronized void setMaxDiskUsagePercent(int percent) {
        if (server instanceof ActiveMQServerImpl running && running.getMonitor() != null) {
            running.getMonitor().setMaxUsage(percent / 100.0);
            running.getMonitor().tick();
        }
    }

    /** Stops the broker as a failing disk does, for rehearsals of that; {@link #keepRunning()} starts it again. */
    public synchronized void stopAsIfTheDiskFailed() {
        if (server != null) {
            try {
                server.stop();
            } catch (Exception failed) {
                LOG.warn("the broker did not stop cleanly; its journal holds what it has", failed);
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        stopAsIfTheDiskFailed();
    }

    private Configuration configuration() throws Exception {
        var configuration = new ConfigurationImpl()
                .setName("meterport")
                .setPersistenceEnabled(true)
                .setSecurityEnabled(true)
                .setJournalType(JournalType.NIO)
                // the default of 3.3 ms makes every single durable send wait that long
                .setJournalBufferTimeout_NIO(JOURNAL_FLUSH_NANOS)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setMaxDiskUsage(settings.maxDiskUsagePercent())
                .setDiskScanPeriod(2_000)
                .setIDCacheSize(200_000)
                .setPersistIDCache(true)
                .setGracefulShutdownEnabled(false)
                .setJMXManagementEnabled(false);
        configuration.addAcceptorConfiguration(new TransportConfiguration(
                InVMAcceptorFactory.class.getName(), Map.of("serverId", String.valueOf(inVmId)), "own"));
        configuration.addAcceptorConfiguration(new TransportConfiguration(
                NettyAcceptorFactory.class.getName(),
                Map.of(
                        TransportConstants.HOST_PROP_NAME,
                        settings.bind(),
                        TransportConstants.PORT_PROP_NAME,
                        String.valueOf(settings.port())),
                "others"));
        configuration.addAddressSetting("#", queueRules());
        configuration.putSecurityRoles(
                "#",
                java.util.Set.of(new org.apache.activemq.artemis.core.security.Role(
                        "hub", true, true, true, true, true, true, true, true, true, true, true, true)));
        return configuration;
    }

    /**
     * One rule for every queue: the broker offers a message again for ever, more and more slowly, no two in step. When to
     * give up is for the flow's error policy, which knows whether the other side is away or the message is bad.
     */
    private AddressSettings queueRules() {
        return new AddressSettings()
                .setDeadLetterAddress(SimpleString.of("dead-letter"))
                .setExpiryAddress(SimpleString.of("expired"))
                .setMaxDeliveryAttempts(-1)
                .setRedeliveryDelay(settings.redeliveryDelay().toMillis())
                .setRedeliveryMultiplier(2.0)
                .setRedeliveryCollisionAvoidanceFactor(JITTER)
                .setMaxRedeliveryDelay(settings.maxRedeliveryDelay().toMillis())
                .setMaxSizeBytes(64L << 20)
                .setPageSizeBytes(4 << 20)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                .setAutoDeleteQueues(false)
                .setAutoDeleteAddresses(false)
                .setDefaultAddressRoutingType(org.apache.activemq.artemis.api.core.RoutingType.ANYCAST)
                .setDefaultQueueRoutingType(org.apache.activemq.artemis.api.core.RoutingType.ANYCAST);
    }

    private ActiveMQJAASSecurityManager securityManager() {
        var users = new SecurityConfiguration();
        users.addUser("meterport", password);
        users.addRole("meterport", "hub");
        return new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users);
    }
}
