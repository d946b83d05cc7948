package org.meterport.hub.filedrop.adapter;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.compression.BuiltinCompressions;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.SftpModuleProperties;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.filedrop.FileAccount;
import org.meterport.hub.filedrop.SignIn;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SSH with nothing but the SFTP subsystem, version 3, which every client speaks: no shell, no commands, no forwarding. */
final class SftpServer implements DropServer {

    private static final Logger LOG = LoggerFactory.getLogger(SftpServer.class);

    private static final AttributeKey<FileAccount> ACCOUNT = new AttributeKey<>();
    private static final Duration SIGN_IN_WITHIN = Duration.ofMinutes(1);
    private static final int SIGN_IN_ATTEMPTS = 10;
    private static final int OPEN_FILES = 64;
    private static final int CHANNELS = 8;

    private final FileDropSettings settings;
    private final SignIn signIn;
    private final List<KeyPair> hostKeys;
    private @Nullable SshServer server;

    SftpServer(FileDropSettings settings, SignIn signIn, List<KeyPair> hostKeys) {
        this.settings = settings;
        this.signIn = signIn;
        this.hostKeys = List.copyOf(hostKeys);
    }

    @Override
    public synchronized void open() {
        close();
        var created = SshServer.setUpDefaultServer();
        created.setHost(settings.bindAddress());
        created.setPort(settings.sftpPort());
        created.setKeyPairProvider(KeyPairProvider.wrap(hostKeys));
        created.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE, UserAuthPasswordFactory.INSTANCE));
        created.setPasswordAuthenticator(this::acceptsPassword);
        created.setPublickeyAuthenticator(this::acceptsKey);
        created.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
        created.setCompressionFactories(List.of(BuiltinCompressions.none));
        created.setFileSystemFactory(new HomeFolders());
        created.setSubsystemFactories(List.of(sftp()));
        created.addSessionListener(new ConnectionLimit(created));
        CoreModuleProperties.IDLE_TIMEOUT.set(created, settings.idleTimeout());
        CoreModuleProperties.AUTH_TIMEOUT.set(created, SIGN_IN_WITHIN);
        CoreModuleProperties.MAX_AUTH_REQUESTS.set(created, SIGN_IN_ATTEMPTS);
        CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(created, CHANNELS);
        SftpModuleProperties.SFTP_VERSION.set(created, 3);
        SftpModuleProperties.AUTO_FOLLOW_LINKS.set(created, false);
        SftpModuleProperties.MAX_OPEN_HANDLES_PER_SESSION.set(created, OPEN_FILES);
        SftpModuleProperties.OPENSSH_EXTENSIONS.set(created, "posix-rename@openssh.com=1,fsync@openssh.com=1");
        SftpModuleProperties.CLIENT_EXTENSIONS.set(created, "");
        try {
            created.start();
        } catch (IOException failure) {
            closeQuietly(created);
            throw new IllegalStateException(
                    "SFTP cannot listen on " + new InetSocketAddress(settings.bindAddress(), settings.sftpPort())
                            + ": set meterport.filedrop.sftp-port or meterport.filedrop.bind-address",
                    failure);
        }
        server = created;
    }

    private SftpSubsystemFactory sftp() {
        var factory = new SftpSubsystemFactory.Builder()
                .withFileSystemAccessor(new SftpFolders(settings.uploadLimits()))
                .withSftpErrorStatusDataHandler(new SftpReply())
                .build();
        factory.addSftpEventListener(new SftpRules());
        return factory;
    }

    private boolean acceptsPassword(String name, String password, ServerSession session) {
        try {
            session.setAttribute(ACCOUNT, signIn.withPassword(name, password, address(session)));
            return true;
        } catch (Rejection refused) {
            LOG.info("SFTP sign-in refused: {}", refused.code());
        } catch (Unavailable down) {
            LOG.warn("SFTP sign-in not possible: {}", down.getMessage());
        }
        return false;
    }

    private boolean acceptsKey(String name, PublicKey key, ServerSession session) {
        try {
            var account = signIn.withKey(name, key);
            account.ifPresent(known -> session.setAttribute(ACCOUNT, known));
            return account.isPresent();
        } catch (Unavailable down) {
            LOG.warn("SFTP sign-in not possible: {}", down.getMessage());
            return false;
        }
    }

    /** The account of a session that has signed in. */
    static FileAccount account(SessionContext session) {
        var account = session.getAttribute(ACCOUNT);
        if (account == null || !account.name().equals(session.getUsername())) {
            throw new IllegalStateException("a session without an account asked for files");
        }
        return account;
    }

    private static String address(ServerSession session) {
        return session.getClientAddress() instanceof InetSocketAddress remote && remote.getAddress() != null
                ? remote.getAddress().getHostAddress()
                : "unknown";
    }

    @Override
    public synchronized Optional<Integer> port() {
        return server == null
                        || !server.isStarted()
                        || server.getBoundAddresses().isEmpty()
                ? Optional.empty()
                : Optional.of(server.getPort());
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            closeQuietly(server);
            server = null;
        }
    }

    private static void closeQuietly(SshServer server) {
        try {
            server.stop(true);
        } catch (IOException ended) {
            LOG.debug("SFTP ended with", ended);
        }
    }

    /** The library's own jail around the home, inside which {@link SftpFolders} takes paths apart once more. */
    private static final class HomeFolders extends VirtualFileSystemFactory {

        @Override
        public Path getUserHomeDir(SessionContext session) {
            return account(session).home();
        }
    }

    private final class ConnectionLimit implements SessionListener {

        private final SshServer limited;

        ConnectionLimit(SshServer limited) {
            this.limited = limited;
        }

        @Override
        public void sessionEstablished(Session session) {
            if (limited.getActiveSessions().size() > settings.maxConnections()) {
                try {
                    session.disconnect(
                            SshConstants.SSH2_DISCONNECT_TOO_MANY_CONNECTIONS,
                            "Too many connections: try again in a minute.");
                } catch (IOException gone) {
                    LOG.debug("The surplus connection had gone", gone);
                }
            }
        }
    }
}
