package org.meterport.hub.filedrop.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLContext;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPFile;
import org.apache.commons.net.ftp.FTPSClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterport.hub.tls.adapter.TlsClient;

class FtpsIT {

    private static final byte[] LARGE = bytes(20 * 1024 * 1024);

    @TempDir
    private static Path data;

    private static DropFixture fixture;
    private static SSLContext trust;

    @BeforeAll
    static void start() throws Exception {
        fixture = new DropFixture(data);
        trust = TlsClient.trusting(fixture.authority, InstantSource.system().instant());
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @BeforeEach
    @AfterEach
    void empty() throws IOException {
        for (var folder : List.of(fixture.oncor.inbound(), fixture.oncor.processed(), fixture.acme)) {
            for (var name : DropFixture.all(folder)) {
                Files.delete(folder.resolve(name));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void takesAndGivesLargeAndSmallFilesByteForByte(String protocol) throws Exception {
        var small = "line\nline\r\n\0\u00ff".getBytes(UTF_8);
        var client = signedIn("oncor", protocol);

        assertThat(client.storeFile("/inbound/large.csv", new ByteArrayInputStream(LARGE)))
                .isTrue();
        client.sendCommand("TYPE", "A");
        assertThat(client.storeFile("/inbound/small.csv", new ByteArrayInputStream(small)))
                .isTrue();

        assertThat(Files.readAllBytes(fixture.oncor.inbound().resolve("large.csv")))
                .isEqualTo(LARGE);
        assertThat(Files.readAllBytes(fixture.oncor.inbound().resolve("small.csv")))
                .isEqualTo(small);
        assertThat(fetched(client, "/inbound/large.csv")).isEqualTo(LARGE);
        assertThat(fetched(client, "/inbound/small.csv")).isEqualTo(small);
        client.logout();
    }

    @Test
    void resumesADownload() throws Exception {
        Files.write(fixture.acme.resolve("report.csv"), LARGE);
        var client = signedIn("acme", "TLSv1.3");

        client.setRestartOffset(15_000_000);
        var rest = fetched(client, "report.csv");

        assertThat(rest).isEqualTo(Arrays.copyOfRange(LARGE, 15_000_000, LARGE.length));
    }

    @Test
    void listsWhatIsThereAndNothingHidden() throws Exception {
        Files.writeString(fixture.acme.resolve("report.csv"), "x");
        Files.writeString(fixture.acme.resolve(".1.unfinished"), "x");
        Files.createSymbolicLink(fixture.acme.resolve("passwd"), Path.of("/etc/passwd"));
        var client = signedIn("acme", "TLSv1.3");

        assertThat(client.listFiles()).extracting(FTPFile::getName).containsExactly("report.csv");
        assertThat(client.mlistDir()).extracting(FTPFile::getName).containsExactly("report.csv");
        assertThat(client.listNames()).containsExactly("report.csv");
        assertThat(client.listFiles("-la ..")).isEmpty();
        assertThat(client.getSize("report.csv")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/etc/passwd", "../../tdsp/oncor/inbound/usage.csv", "/../../tls/ca.pem", "passwd", ".secret"})
    void eFetchesNothingFromOutsideItsOwnTree(String path) throws Exception {
        Files.writeString(fixture.oncor.inbound().resolve("usage.csv"), "another's");
        Files.writeString(fixture.acme.resolve(".secret"), "hidden");
        Files.createSymbolicLink(fixture.acme.resolve("passwd"), Path.of("/etc/passwd"));
        var client = signedIn("acme", "TLSv1.3");

        assertThat(client.retrieveFile(path, new ByteArrayOutputStream())).isFalse();
        assertThat(client.getReplyCode()).isEqualTo(550);
        assertThat(client.changeWorkingDirectory("..")).isFalse();
        assertThat(client.printWorkingDirectory()).isEqualTo("/");
    }

    @Test
    void letsAThirdPartyChangeNothing() throws Exception {
        Files.writeString(fixture.acme.resolve("report.csv"), "x");
        var client = signedIn("acme", "TLSv1.3");

        assertThat(client.storeFile("mine.csv", new ByteArrayInputStream(new byte[1])))
                .isFalse();
        assertThat(client.getReplyString()).startsWith("550 DRP-102");
        assertThat(client.deleteFile("report.csv")).isFalse();
        assertThat(client.rename("report.csv", "x.csv")).isFalse();
        assertThat(client.makeDirectory("x")).isFalse();
        assertThat(client.removeDirectory("/")).isFalse();
        assertThat(client.sendSiteCommand("CHMOD 777 report.csv")).isFalse();
        assertThat(client.setModificationTime("report.csv", "20200101000000")).isFalse();
        assertThat(DropFixture.all(fixture.acme)).containsExactly("report.csv");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/inbound/.hidden", "/inbound/../../x.csv", "/processed/x.csv", "/x.csv", "/inbound/a/b.csv"})
    void refusesUploadsThatDoNotBelong(String path) throws Exception {
        var client = signedIn("oncor", "TLSv1.3");

        assertThat(client.storeFile(path, new ByteArrayInputStream(new byte[1])))
                .isFalse();
        assertThat(client.getReplyString()).containsPattern("^55[03] DRP-10[23]: ");
        assertThat(DropFixture.all(fixture.oncor.inbound())).isEmpty();
    }

    @Test
    void refusesAnUploadThatIsTooLargeAndKeepsNothing() throws Exception {
        var client = signedIn("oncor", "TLSv1.3");
        var tooLarge = new byte[(int) DropFixture.MAX_FILE_BYTES + 1];

        boolean stored;
        try {
            stored = client.storeFile("/inbound/huge.csv", new ByteArrayInputStream(tooLarge));
        } catch (IOException connectionCut) {
            stored = false;
        }

        assertThat(stored).isFalse();
        assertThat(DropFixture.becomesEmpty(fixture.oncor.inbound())).isTrue();
    }

    @Test
    void replacesAnUploadAndFollowsARename() throws Exception {
        var client = signedIn("oncor", "TLSv1.3");
        client.storeFile("/inbound/usage.csv", new ByteArrayInputStream("first".getBytes(UTF_8)));

        client.storeFile("/inbound/usage.csv", new ByteArrayInputStream("second".getBytes(UTF_8)));
        assertThat(fixture.oncor.inbound().resolve("usage.csv")).hasContent("second");
        client.storeFile("/inbound/usage.csv.part", new ByteArrayInputStream("third".getBytes(UTF_8)));

        assertThat(client.rename("/inbound/usage.csv.part", "/inbound/usage.csv"))
                .isTrue();
        assertThat(fixture.oncor.inbound().resolve("usage.csv")).hasContent("third");
        assertThat(client.deleteFile("/inbound/usage.csv")).isTrue();
        assertThat(DropFixture.all(fixture.oncor.inbound())).isEmpty();
    }

    @Test
    void neitherAppendsNorResumesAnUpload() throws Exception {
        var client = signedIn("oncor", "TLSv1.3");
        client.storeFile("/inbound/usage.csv", new ByteArrayInputStream("whole".getBytes(UTF_8)));

        assertThat(client.appendFile("/inbound/usage.csv", new ByteArrayInputStream(new byte[1])))
                .isFalse();
        assertThat(client.getReplyString()).startsWith("550 DRP-105");
        client.setRestartOffset(3);
        assertThat(client.storeFile("/inbound/usage.csv", new ByteArrayInputStream(new byte[1])))
                .isFalse();
        assertThat(client.getReplyString()).startsWith("554 DRP-105");
        assertThat(fixture.oncor.inbound().resolve("usage.csv")).hasContent("whole");
    }

    @Test
    void leavesNothingOfAnUploadWhoseDataConnectionBreaks() throws Exception {
        try (var client = new RawFtps(fixture.drop.ftpsPort(), trust)) {
            client.signIn("oncor");
            var connection = client.beginUpload("/inbound/usage.csv", bytes(1_000_000));
            assertThat(DropFixture.visible(fixture.oncor.inbound())).isEmpty();

            connection.close();

            assertThat(client.reply()).startsWith("426 DRP-107");
            assertThat(DropFixture.all(fixture.oncor.inbound())).isEmpty();
        }
    }

    @Test
    void leavesNothingOfAnUploadWhoseClientDies() throws Exception {
        try (var client = new RawFtps(fixture.drop.ftpsPort(), trust)) {
            client.signIn("oncor");
            var connection = client.beginUpload("/inbound/usage.csv", bytes(1_000_000));

            client.die();
            connection.setSoLinger(true, 0);
            connection.close();

            assertThat(DropFixture.becomesEmpty(fixture.oncor.inbound())).isTrue();
        }
    }

    @Test
    void takesNoPasswordInTheClear() throws Exception {
        try (var client = new RawFtps(fixture.drop.ftpsPort(), trust)) {
            assertThat(client.send("USER oncor")).startsWith("530 DRP-110").contains("AUTH TLS");
            assertThat(client.send("PASS oncor")).startsWith("530 DRP-110");
            assertThat(client.send("LIST")).startsWith("530");
        }
    }

    @Test
    void takesNoCommandsThatWereSlippedInBeforeTheHandshake() throws Exception {
        try (var client = new RawFtps(fixture.drop.ftpsPort(), trust)) {
            client.sendOnly("AUTH TLS\r\nUSER oncor\r\nPASS oncor\r\n");
            assertThat(client.reply()).startsWith("234");
            client.encrypt();

            assertThat(client.reply()).startsWith("530 DRP-110");
            assertThat(client.reply()).startsWith("530 DRP-110");
            assertThat(client.send("PWD")).startsWith("530");
        }
    }

    @Test
    void movesNoDataInTheClear() throws Exception {
        try (var client = new RawFtps(fixture.drop.ftpsPort(), trust)) {
            client.send("AUTH TLS");
            client.encrypt();
            client.send("USER oncor");
            client.send("PASS oncor");

            for (var command : new String[] {"LIST", "NLST", "MLSD", "RETR x", "STOR /inbound/x"}) {
                assertThat(client.send("EPSV")).startsWith("229");
                assertThat(client.send(command)).startsWith("521 DRP-110").contains("PROT P");
            }
            assertThat(client.send("PROT C")).startsWith("534 DRP-110").contains("PROT P");
            assertThat(client.send("PROT P")).startsWith("200");
        }
    }

    @Test
    void opensNoConnectionsOfItsOwnAndOffersNothingElse() throws Exception {
        try (var client = new RawFtps(fixture.drop.ftpsPort(), trust)) {
            client.signIn("oncor");

            assertThat(client.send("PORT 127,0,0,1,0,22")).startsWith("502");
            assertThat(client.send("EPRT |1|127.0.0.1|22|")).startsWith("502");
            assertThat(client.send("MODE Z")).startsWith("504");
            assertThat(client.send("SITE WHO")).startsWith("502");
            assertThat(client.send("FEAT")).startsWith("211");
            assertThat(client.send("RNTO /inbound/x")).startsWith("503");
            assertThat(client.send("STOR")).startsWith("501");
            assertThat(client.send("USER acme")).startsWith("503");
        }
    }

    @Test
    void locksOutWhoGuessesPasswordsAndClosesTheConnection() throws Exception {
        try (var client = new RawFtps(fixture.drop.ftpsPort(), trust)) {
            client.send("AUTH TLS");
            client.encrypt();
            for (int guess = 0; guess < 2; guess++) {
                client.send("USER guessed");
                assertThat(client.send("PASS guess" + guess)).startsWith("530 DRP-108");
            }
            client.send("USER guessed");
            assertThat(client.send("PASS guess3")).startsWith("421 DRP-108");
        }
        try (var client = new RawFtps(fixture.drop.ftpsPort(), trust)) {
            client.send("AUTH TLS");
            client.encrypt();
            client.send("USER guessed");
            assertThat(client.send("PASS guess4")).startsWith("530 DRP-109");
        }
    }

    private static FTPSClient signedIn(String name, String protocol) throws IOException {
        var client = new FTPSClient(false, trust);
        client.setEnabledProtocols(new String[] {protocol});
        client.setEndpointCheckingEnabled(true);
        client.setDefaultTimeout(30_000);
        client.connect("localhost", fixture.drop.ftpsPort());
        assertThat(client.login(name, name)).isTrue();
        client.execPBSZ(0);
        client.execPROT("P");
        client.enterLocalPassiveMode();
        client.setFileType(FTP.BINARY_FILE_TYPE);
        return client;
    }

    private static byte[] fetched(FTPSClient client, String path) throws IOException {
        client.setFileType(FTP.BINARY_FILE_TYPE);
        var content = new ByteArrayOutputStream();
        assertThat(client.retrieveFile(path, content))
                .as(client.getReplyString())
                .isTrue();
        return content.toByteArray();
    }

    static byte[] bytes(int length) {
        var bytes = new byte[length];
        new Random(42).nextBytes(bytes);
        return bytes;
    }
}
