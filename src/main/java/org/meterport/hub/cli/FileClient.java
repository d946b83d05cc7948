package org.meterport.hub.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPFile;
import org.apache.commons.net.ftp.FTPSClient;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;

/** A Third Party's or a utility's file client, over FTPS or SFTP. */
interface FileClient extends AutoCloseable {

    void put(String path, InputStream content) throws IOException;

    /** Copies a file; how many bytes it had. Leaves the stream open. */
    long copy(String path, OutputStream to) throws IOException;

    default byte[] get(String path) throws IOException {
        var bytes = new ByteArrayOutputStream();
        long unused = copy(path, bytes);
        return bytes.toByteArray();
    }

    /** Names in a folder, without {@code .} and {@code ..}. */
    List<String> list(String folder) throws IOException;

    @Override
    void close() throws IOException;

    /** Explicit TLS, data protected too, the server's certificate checked against the hub's authority. */
    static FileClient ftps(int port, SSLContext trust, String user, String password) throws IOException {
        var client = new FTPSClient(false, trust);
        client.setEndpointCheckingEnabled(true);
        client.setControlEncoding("UTF-8");
        client.setConnectTimeout(10_000);
        client.setBufferSize(1 << 18);
        client.setDataTimeout(Duration.ofSeconds(30));
        client.connect("localhost", port);
        if (!client.login(user, password)) {
            String reply = client.getReplyString();
            client.disconnect();
            throw new IOException("FTPS login was refused: " + reply.strip());
        }
        client.execPBSZ(0);
        client.execPROT("P");
        client.enterLocalPassiveMode();
        client.setFileType(FTP.BINARY_FILE_TYPE);
        return new Ftps(client);
    }

    /** @param hostKey decides whether the server is the one that was meant */
    static FileClient sftp(int port, ServerKeyVerifier hostKey, String user, String password) throws IOException {
        SshClient ssh = SshClient.setUpDefaultClient();
        ssh.setServerKeyVerifier(hostKey);
        ssh.start();
        try {
            ClientSession session = ssh.connect(user, "localhost", port)
                    .verify(Duration.ofSeconds(10))
                    .getSession();
            session.addPasswordIdentity(password);
            session.auth().verify(Duration.ofSeconds(10));
            return new Sftp(ssh, SftpClientFactory.instance().createSftpClient(session));
        } catch (IOException refused) {
            ssh.stop();
            throw refused;
        }
    }

    /** What the hub's own certificate authority vouches for, and nothing else. */
    static SSLContext trusting(java.nio.file.Path authority) throws IOException {
        try (InputStream in = java.nio.file.Files.newInputStream(authority)) {
            var certificate =
                    java.security.cert.CertificateFactory.getInstance("X.509").generateCertificate(in);
            var store = java.security.KeyStore.getInstance(java.security.KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry("meterport", certificate);
            var factory = javax.net.ssl.TrustManagerFactory.getInstance(
                    javax.net.ssl.TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException unusable) {
            throw new IOException("the hub's authority at " + authority + " cannot be used", unusable);
        }
    }

    /** FTPS by commons-net. */
    record Ftps(FTPSClient client) implements FileClient {

        @Override
        public void put(String path, InputStream content) throws IOException {
            if (!client.storeFile(path, content)) {
                throw new IOException(client.getReplyString().strip());
            }
        }

        @Override
        public long copy(String path, OutputStream to) throws IOException {
            InputStream in = client.retrieveFileStream(path);
            if (in == null) {
                throw new IOException(client.getReplyString().strip());
            }
            long bytes;
            try (in) {
                bytes = in.transferTo(to);
            }
            if (!client.completePendingCommand()) {
                throw new IOException(client.getReplyString().strip());
            }
            return bytes;
        }

        @Override
        public List<String> list(String folder) throws IOException {
            List<String> names = new ArrayList<>();
            for (FTPFile file : client.listFiles(folder)) {
                names.add(file.getName());
            }
            return names;
        }

        @Override
        public void close() throws IOException {
            client.logout();
            client.disconnect();
        }
    }

    /** SFTP by MINA SSHD. */
    record Sftp(SshClient ssh, SftpClient client) implements FileClient {

        @Override
        public void put(String path, InputStream content) throws IOException {
            try (var out = client.write(path)) {
                content.transferTo(out);
            }
        }

        @Override
        public long copy(String path, OutputStream to) throws IOException {
            try (InputStream in = client.read(path)) {
                return in.transferTo(to);
            }
        }

        @Override
        public List<String> list(String folder) throws IOException {
            List<String> names = new ArrayList<>();
            for (SftpClient.DirEntry entry : client.readDir(folder)) {
                if (!entry.getFilename().equals(".") && !entry.getFilename().equals("..")) {
                    names.add(entry.getFilename());
                }
            }
            return names;
        }

        @Override
        public void close() throws IOException {
            client.close();
            ssh.stop();
        }
    }

    /** Text of a file. */
    default String text(String path) throws IOException {
        return new String(get(path), StandardCharsets.UTF_8);
    }
}
