package org.meterport.hub.report.adapter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.ssl.ClientAuth;
import org.apache.ftpserver.ssl.SslConfiguration;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.WritePermission;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.app.TestHub;
import org.meterport.hub.tls.TlsSettings;
import org.meterport.hub.tls.adapter.MadeKeys;
import org.meterport.hub.tls.adapter.ServerTls;

/** Somebody else's FTPS and SFTP server over one folder, user {@code hub}, password {@code s3cret}. */
final class ExternalServers implements AutoCloseable {

    final Path folder;
    final Path authority;
    final Path knownHosts;
    final Path strangeHosts;
    final int ftpsPort = TestHub.freePort();
    private final ServerTls tls;
    private final FtpServer ftps;
    private final SshServer sftp;

    ExternalServers(Path data) throws IOException {
        folder = Files.createDirectories(data.resolve("served"));
        MadeKeys.into(data);
        tls = new ServerTls(
                new TlsSettings(data.resolve("tls"), List.of(), Optional.empty(), Optional.empty()),
                InstantSource.system(),
                new SecureRandom());
        tls.start();
        authority = tls.files().authority().orElseThrow();
        ftps = ftps();
        sftp = sftp(tls.hostKeys());
        knownHosts = hosts(data.resolve("known_hosts"), tls.hostKeys());
        strangeHosts = hosts(data.resolve("strange_hosts"), List.of(stranger()));
    }

    int sftpPort() {
        return sftp.getPort();
    }

    /** Away, as a server is that is being restarted. */
    void suspend() {
        ftps.suspend();
    }

    void resume() {
        ftps.resume();
    }

    private FtpServer ftps() throws IOException {
        var user = new BaseUser();
        user.setName("hub");
        user.setPassword("s3cret");
        user.setHomeDirectory(folder.toString());
        user.setAuthorities(List.of(new WritePermission()));
        var listener = new ListenerFactory();
        listener.setServerAddress("127.0.0.1");
        listener.setPort(ftpsPort);
        listener.setSslConfiguration(encryption());
        listener.setImplicitSsl(false);
        var factory = new FtpServerFactory();
        factory.addListener("default", listener.createListener());
        try {
            factory.getUserManager().save(user);
            FtpServer server = factory.createServer();
            server.start();
            return server;
        } catch (FtpException broken) {
            throw new IOException(broken);
        }
    }

    private SslConfiguration encryption() {
        var context = tls.newContext();
        return new SslConfiguration() {
            @Override
            public javax.net.ssl.SSLSocketFactory getSocketFactory() {
                return context.getSocketFactory();
            }

            @Override
            public javax.net.ssl.SSLContext getSSLContext() {
                return context;
            }

            @Override
            public javax.net.ssl.SSLContext getSSLContext(String protocol) {
                return context;
            }

            @Override
            public String @Nullable [] getEnabledCipherSuites() {
                return null;
            }

            @Override
            public String getEnabledProtocol() {
                return "TLSv1.2";
            }

            @Override
            public String[] getEnabledProtocols() {
                return new String[] {"TLSv1.2"};
            }

            @Override
            public ClientAuth getClientAuth() {
                return ClientAuth.NONE;
            }
        };
    }

    private SshServer sftp(List<KeyPair> keys) throws IOException {
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(keys));
        server.setPasswordAuthenticator((name, password, session) -> name.equals("hub") && password.equals("s3cret"));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(folder));
        server.start();
        return server;
    }

    private Path hosts(Path file, List<KeyPair> keys) throws IOException {
        var lines = new StringBuilder();
        for (KeyPair pair : keys) {
            lines.append("[127.0.0.1]:")
                    .append(sftpPort())
                    .append(' ')
                    .append(PublicKeyEntry.toString(pair.getPublic()))
                    .append('\n');
        }
        return Files.writeString(file, lines);
    }

    private static KeyPair stranger() throws IOException {
        try {
            return KeyPairGenerator.getInstance("RSA").generateKeyPair();
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IOException(impossible);
        }
    }

    @Override
    public void close() throws IOException {
        ftps.stop();
        sftp.stop(true);
        tls.close();
    }
}
