package org.meterport.hub.filedrop.adapter;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.ftpserver.ConnectionConfigFactory;
import org.apache.ftpserver.DataConnectionConfigurationFactory;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerConfigurationException;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.listener.ListenerFactory;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.filedrop.SignIn;

/**
 * FTP with explicit TLS (RFC 4217), passive data connections only. Passwords and data never travel in the clear: a
 * sign-in without TLS and a transfer without {@code PROT P} are refused before anything of either is used.
 */
final class FtpsServer implements DropServer {

    private final FileDropSettings settings;
    private final SignIn signIn;
    private final Supplier<SSLContext> tls;
    private @Nullable FtpServer server;
    private @Nullable Listener listener;

    /** @param tls makes a context of this server's own: its session settings are changed */
    FtpsServer(FileDropSettings settings, SignIn signIn, Supplier<SSLContext> tls) {
        this.settings = settings;
        this.signIn = signIn;
        this.tls = tls;
    }

    @Override
    public synchronized void open() {
        close();
        var idleSeconds = Math.toIntExact(settings.idleTimeout().toSeconds());
        var encryption = new FtpsEncryption(tls, settings.ftpsSessionReuse());

        var data = new DataConnectionConfigurationFactory();
        data.setActiveEnabled(false);
        data.setPassivePorts(settings.ftpsPassivePorts());
        data.setPassiveAddress(settings.bindAddress());
        data.setPassiveExternalAddress(settings.ftpsPassiveAddress());
        data.setPassiveIpCheck(true);
        data.setIdleTime(idleSeconds);
        data.setSslConfiguration(encryption);

        var door = new ListenerFactory();
        door.setServerAddress(settings.bindAddress());
        door.setPort(settings.ftpsPort());
        door.setSslConfiguration(encryption);
        door.setIdleTimeout(idleSeconds);
        door.setDataConnectionConfiguration(data.createDataConnectionConfiguration());

        var connections = new ConnectionConfigFactory();
        connections.setAnonymousLoginEnabled(false);
        connections.setMaxLogins(settings.maxConnections());
        connections.setMaxThreads(settings.maxConnections());

        // The library's own user store is never asked: USER and PASS are ours.
        var factory = new FtpServerFactory();
        factory.setConnectionConfig(connections.createConnectionConfig());
        factory.setFileSystem(new FtpsFolders());
        factory.setCommandFactory(
                new FtpsCommands(signIn, settings.uploadLimits(), settings.ftpsSessionReuse()).allowed());
        factory.setFtplets(new HashMap<>());
        var opened = door.createListener();
        factory.setListeners(new HashMap<>(Map.of("default", opened)));

        var created = factory.createServer();
        try {
            created.start();
        } catch (FtpException | FtpServerConfigurationException failure) {
            created.stop();
            throw new IllegalStateException(
                    "FTPS cannot listen on " + new InetSocketAddress(settings.bindAddress(), settings.ftpsPort())
                            + ": set meterport.filedrop.ftps-port or meterport.filedrop.bind-address",
                    failure);
        }
        server = created;
        listener = opened;
    }

    @Override
    public synchronized Optional<Integer> port() {
        return listener == null || listener.isStopped() || listener.isSuspended()
                ? Optional.empty()
                : Optional.of(listener.getPort());
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            server.stop();
            server = null;
            listener = null;
        }
    }
}
