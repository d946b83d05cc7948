package org.meterport.hub.filedrop.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.sshd.sftp.client.SftpClient.OpenMode.Append;
import static org.apache.sshd.sftp.client.SftpClient.OpenMode.Create;
import static org.apache.sshd.sftp.client.SftpClient.OpenMode.Exclusive;
import static org.apache.sshd.sftp.client.SftpClient.OpenMode.Truncate;
import static org.apache.sshd.sftp.client.SftpClient.OpenMode.Write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.StreamSupport;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshException;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.common.SftpException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SftpIT {

    private static final byte[] LARGE = FtpsIT.bytes(20 * 1024 * 1024);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private static Path data;

    private static DropFixture fixture;
    private static SshClient ssh;

    private final List<ClientSession> sessions = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        fixture = new DropFixture(data);
        ssh = SshClient.setUpDefaultClient();
        ssh.setServerKeyVerifier((session, address, key) -> true);
        ssh.start();
    }

    @AfterAll
    static void stop() throws IOException {
        ssh.close();
        fixture.close();
    }

    @BeforeEach
    void empty() throws IOException {
        for (var folder : List.of(fixture.oncor.inbound(), fixture.oncor.processed(), fixture.acme)) {
            for (var name : DropFixture.all(folder)) {
                Files.delete(folder.resolve(name));
            }
        }
    }

    @AfterEach
    void disconnect() {
        sessions.forEach(session -> session.close(true));
    }

    @Test
    void takesAndGivesFilesByteForByte() throws IOException {
        var client = signedIn("oncor");

        put(client, "/inbound/large.csv", LARGE);

        assertThat(Files.readAllBytes(fixture.oncor.inbound().resolve("large.csv")))
                .isEqualTo(LARGE);
        try (var in = client.read("/inbound/large.csv")) {
            assertThat(in.readAllBytes()).isEqualTo(LARGE);
        }
    }

    @Test
    void resumesADownload() throws IOException {
        Files.write(fixture.acme.resolve("report.csv"), LARGE);
        var client = signedIn("acme");

        try (var handle = client.openRemotePathChannel("/report.csv", StandardOpenOption.READ)) {
            handle.position(15_000_000);
            var rest = Channels.newInputStream(handle).readAllBytes();

            assertThat(rest).isEqualTo(Arrays.copyOfRange(LARGE, 15_000_000, LARGE.length));
        }
    }

    @Test
    void showsAnUploadOnlyAfterItsHandleWasClosed() throws IOException {
        var client = signedIn("oncor");

        var handle = client.open("/inbound/usage.csv", Write, Create, Truncate);
        client.write(handle, 0, "whole".getBytes(UTF_8));
        assertThat(DropFixture.visible(fixture.oncor.inbound())).isEmpty();
        assertThat(names(client, "/inbound")).isEmpty();
        client.close(handle);

        assertThat(fixture.oncor.inbound().resolve("usage.csv")).hasContent("whole");
        assertThat(DropFixture.all(fixture.oncor.inbound())).containsExactly("usage.csv");
    }

    @Test
    void leavesNothingOfAnUploadWhoseClientDies() throws IOException {
        var client = signedIn("oncor");
        var handle = client.open("/inbound/usage.csv", Write, Create, Truncate);
        client.write(handle, 0, "half".getBytes(UTF_8));
        assertThat(DropFixture.all(fixture.oncor.inbound())).hasSize(1);

        sessions.get(0).close(true);

        assertThat(DropFixture.becomesEmpty(fixture.oncor.inbound())).isTrue();
    }

    @Test
    void leavesNothingOfAnUploadThatIsShorterThanAnnounced() throws IOException {
        var client = signedIn("oncor");
        var handle = client.open("/inbound/usage.csv", Write, Create, Truncate);
        client.setStat(handle, new SftpClient.Attributes().size(10));
        client.write(handle, 0, "half".getBytes(UTF_8));

        assertThatThrownBy(() -> client.close(handle)).hasMessageContaining("DRP-107");

        assertThat(DropFixture.all(fixture.oncor.inbound())).isEmpty();
    }

    @Test
    void leavesNothingOfAnUploadThatItsSenderCutOff() throws IOException {
        var client = signedIn("oncor");
        var handle = client.open("/inbound/usage.csv", Write, Create, Truncate);
        client.write(handle, 0, "half".getBytes(UTF_8));
        client.setStat(handle, new SftpClient.Attributes().size(2));

        assertThatThrownBy(() -> client.close(handle)).hasMessageContaining("DRP-107");

        assertThat(DropFixture.all(fixture.oncor.inbound())).isEmpty();
    }

    @Test
    void takesAnUploadWhoseSizeWasAnnounced() throws IOException {
        var client = signedIn("oncor");
        var handle = client.open("/inbound/usage.csv", Write, Create, Truncate);
        client.setStat(handle, new SftpClient.Attributes().size(5));
        client.write(handle, 0, "whole".getBytes(UTF_8));
        client.close(handle);

        assertThat(fixture.oncor.inbound().resolve("usage.csv")).hasContent("whole");
    }

    @Test
    void keepsNothingOfAnUploadThatIsTooLarge() throws IOException {
        var client = signedIn("oncor");
        var handle = client.open("/inbound/huge.csv", Write, Create, Truncate);

        assertThatThrownBy(() -> client.write(handle, DropFixture.MAX_FILE_BYTES, new byte[1]))
                .hasMessageContaining("DRP-104");
        assertThatThrownBy(() -> client.close(handle)).hasMessageContaining("DRP-107");

        assertThat(DropFixture.all(fixture.oncor.inbound())).isEmpty();
    }

    @Test
    void followsClientsThatUploadUnderANameOfTheirOwn() throws IOException {
        var client = signedIn("oncor");
        put(client, "/inbound/usage.csv", "old".getBytes(UTF_8));
        put(client, "/inbound/usage.csv.filepart", "new".getBytes(UTF_8));
        client.setStat("/inbound/usage.csv.filepart", new SftpClient.Attributes().perms(0777));

        client.rename("/inbound/usage.csv.filepart", "/inbound/usage.csv");

        assertThat(fixture.oncor.inbound().resolve("usage.csv")).hasContent("new");
        client.remove("/inbound/usage.csv");
        assertThat(DropFixture.all(fixture.oncor.inbound())).isEmpty();
    }

    @Test
    void neitherAppendsNorResumesAnUpload() throws IOException {
        var client = signedIn("oncor");
        put(client, "/inbound/usage.csv", "whole".getBytes(UTF_8));

        assertThatThrownBy(() -> client.open("/inbound/usage.csv", Write)).hasMessageContaining("DRP-105");
        assertThatThrownBy(() -> client.open("/inbound/usage.csv", Write, Append))
                .hasMessageContaining("DRP-105");
        assertThatThrownBy(() -> client.open("/inbound/usage.csv", Write, Create, Exclusive))
                .hasMessageContaining("DRP-102");
        assertThatThrownBy(() -> client.open("/inbound/other.csv", Write)).hasMessageContaining("DRP-101");
        assertThatThrownBy(() -> client.setStat("/inbound/usage.csv", new SftpClient.Attributes().size(2)))
                .hasMessageContaining("DRP-102");
        assertThat(fixture.oncor.inbound().resolve("usage.csv")).hasContent("whole");
    }

    @Test
    void letsAThirdPartyChangeNothing() throws IOException {
        Files.writeString(fixture.acme.resolve("report.csv"), "x");
        var client = signedIn("acme");

        assertThatThrownBy(() -> client.open("/mine.csv", Write, Create)).hasMessageContaining("DRP-102");
        assertThatThrownBy(() -> client.open("/report.csv", Write, Truncate)).hasMessageContaining("DRP-102");
        assertThatThrownBy(() -> client.remove("/report.csv")).hasMessageContaining("DRP-102");
        assertThatThrownBy(() -> client.rename("/report.csv", "/x.csv")).hasMessageContaining("DRP-102");
        assertThatThrownBy(() -> client.mkdir("/x")).hasMessageContaining("DRP-102");
        assertThatThrownBy(() -> client.rmdir("/")).hasMessageContaining("DRP-102");
        assertThatThrownBy(() -> client.symLink("/l", "/report.csv")).hasMessageContaining("DRP-102");
        assertThatThrownBy(() -> client.setStat("/report.csv", new SftpClient.Attributes().perms(0777)))
                .hasMessageContaining("DRP-102");
        assertThat(DropFixture.all(fixture.acme)).containsExactly("report.csv");
    }

    @Test
    void listsNothingHidden() throws IOException {
        Files.writeString(fixture.acme.resolve("report.csv"), "x");
        Files.writeString(fixture.acme.resolve(".1.unfinished"), "x");
        Files.createSymbolicLink(fixture.acme.resolve("passwd"), Path.of("/etc/passwd"));
        var client = signedIn("acme");

        assertThat(names(client, "/")).containsExactly("report.csv");
        assertThat(client.stat("/report.csv").getSize()).isEqualTo(1);
        assertThat(client.canonicalPath(".")).isEqualTo("/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "/../oncor/inbound/usage.csv",
                "../../../../etc/passwd",
                "/passwd",
                "/.secret",
                "/a\0b"
            })
    void eReachesNothingOutsideItsOwnTree(String path) throws IOException {
        Files.writeString(fixture.oncor.inbound().resolve("usage.csv"), "another's");
        Files.writeString(fixture.acme.resolve(".secret"), "hidden");
        Files.createSymbolicLink(fixture.acme.resolve("passwd"), Path.of("/etc/passwd"));
        var client = signedIn("acme");

        assertThatThrownBy(() -> client.open(path))
                .isInstanceOf(SftpException.class)
                .hasMessageContaining("DRP-10");
        assertThatThrownBy(() -> client.stat(path)).isInstanceOf(SftpException.class);
        assertThatThrownBy(() -> client.lstat(path)).isInstanceOf(SftpException.class);
        assertThatThrownBy(() -> client.readLink(path)).isInstanceOf(SftpException.class);
    }

    @Test
    void signsInWithAKeyEvenWhilePasswordsAreLockedOut() throws Exception {
        var keys = rsa();
        fixture.keys.put("acme", keys.getPublic());
        for (int guess = 0; guess < 3; guess++) {
            assertThatThrownBy(() -> signedIn("acme", "wrong")).isInstanceOf(SshException.class);
        }
        assertThatThrownBy(() -> signedIn("acme", "acme")).isInstanceOf(SshException.class);

        var session = connected("acme");
        session.addPublicKeyIdentity(keys);
        session.auth().verify(PATIENCE);

        assertThat(names(SftpClientFactory.instance().createSftpClient(session), "/"))
                .isEmpty();
        fixture.now = fixture.now.plus(Duration.ofMinutes(15));
        assertThat(names(signedIn("acme"), "/")).isEmpty();
    }

    @Test
    void letsNobodyInWithAKeyItDoesNotKnow() throws Exception {
        fixture.keys.put("acme", rsa().getPublic());
        var session = connected("acme");
        session.addPublicKeyIdentity(rsa());

        assertThatThrownBy(() -> session.auth().verify(PATIENCE)).isInstanceOf(SshException.class);
    }

    private static void put(SftpClient client, String path, byte[] content) throws IOException {
        try (var out = client.write(path)) {
            out.write(content);
        }
    }

    private static List<String> names(SftpClient client, String path) throws IOException {
        return StreamSupport.stream(client.readDir(path).spliterator(), false)
                .map(SftpClient.DirEntry::getFilename)
                .filter(name -> !name.equals(".") && !name.equals(".."))
                .toList();
    }

    private SftpClient signedIn(String name) throws IOException {
        return signedIn(name, name);
    }

    private SftpClient signedIn(String name, String password) throws IOException {
        var session = connected(name);
        session.addPasswordIdentity(password);
        session.auth().verify(PATIENCE);
        return SftpClientFactory.instance().createSftpClient(session);
    }

    private ClientSession connected(String name) throws IOException {
        var session = ssh.connect(name, "127.0.0.1", fixture.drop.sftpPort())
                .verify(PATIENCE)
                .getSession();
        sessions.add(session);
        return session;
    }

    private static KeyPair rsa() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }
}
