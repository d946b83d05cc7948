package org.meterport.hub.tls.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterport.hub.tls.TlsSettings;

class ServerTlsIT {

    private static final Instant FIRST_START = Instant.parse("2031-05-06T07:08:09Z");

    private volatile Instant now = FIRST_START;
    private final InstantSource clock = () -> now;

    @TempDir
    private Path data;

    @Test
    void isTrustedByWhoeverTrustsTheAuthorityFile() throws Exception {
        try (var tls = started(List.of("hub.example.org", "10.1.2.3"))) {
            for (var host : List.of("localhost", "127.0.0.1", "::1", "hub.example.org", "10.1.2.3")) {
                var protocol = host.equals("127.0.0.1") ? "TLSv1.2" : "TLSv1.3";
                var certificate = TlsClient.accepted(tls.newContext(), authorityFile(), host, protocol, now);

                assertThat(certificate.getIssuerX500Principal().getName()).contains("Meterport sandbox authority");
            }
        }
    }

    @Test
    void isTheSameAfterARestart() throws Exception {
        var first = fingerprints();

        now = FIRST_START.plus(Duration.ofDays(300));
        var second = fingerprints();

        assertThat(second).isEqualTo(first);
    }

    @Test
    void renewsTheCertificateBeforeItExpiresAndKeepsTheAuthority() throws Exception {
        try (var tls = started(List.of())) {
            var authority = Files.readString(authorityFile());
            var before = served(tls);

            now = FIRST_START.plus(SandboxAuthority.SERVER_LIFE).minus(Duration.ofDays(29));
            tls.refresh();

            assertThat(served(tls)).isNotEqualTo(before);
            assertThat(Files.readString(authorityFile())).isEqualTo(authority);
            assertThat(SandboxAuthority.expiry(PemFile.read(tls.files().certificate())))
                    .isAfter(now.plus(Duration.ofDays(360)));
        }
    }

    @Test
    void makesANewAuthorityBeforeTheOldOneWouldExpire() throws Exception {
        fingerprints();
        var authority = Files.readString(authorityFile());

        now = FIRST_START.plus(SandboxAuthority.AUTHORITY_LIFE).minus(Duration.ofDays(100));
        fingerprints();

        assertThat(Files.readString(authorityFile())).isNotEqualTo(authority);
    }

    @Test
    void servesANameThatWasAddedLater() throws Exception {
        started(List.of()).close();

        try (var tls = started(List.of("later.example.org"))) {
            var certificate =
                    TlsClient.accepted(tls.newContext(), authorityFile(), "later.example.org", "TLSv1.3", now);

            assertThat(certificate.getSubjectAlternativeNames()).hasSize(4);
        }
    }

    @Test
    void keepsKeysFromOtherAccounts() throws Exception {
        try (var tls = started(List.of())) {
            tls.hostKeys();
        }

        try (var files = Files.list(data.resolve("tls"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".pem")).toList())
                    .hasSize(4)
                    .allSatisfy(file ->
                            assertThat(Files.getPosixFilePermissions(file)).hasSize(2));
        }
    }

    @Test
    void agreesWithASecondProcessThatStartsAtTheSameTime() throws Exception {
        var children = new ArrayList<Process>();

        for (int i = 0; i < 2; i++) {
            children.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            SecondHub.class.getName(),
                            data.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        }
        var seen = new ArrayList<String>();
        for (var child : children) {
            seen.add(lastLine(new String(child.getInputStream().readAllBytes(), UTF_8)));
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(seen).containsOnly(String.join(",", fingerprints()));
    }

    @Test
    void servesTheOperatorsOwnCertificateAndMakesNone() throws Exception {
        started(List.of("hub.utility.example")).close();
        var own = Files.createDirectory(data.resolve("own"));
        var made = PemFile.read(data.resolve("tls").resolve("server.pem"));
        Files.write(own.resolve("chain.pem"), new PemFile(made.certificates(), null, null).encoded());
        Files.write(own.resolve("key.pem"), new PemFile(List.of(), made.privateKey(), null).encoded());

        var settings = new TlsSettings(
                data.resolve("unused"),
                List.of(),
                Optional.of(own.resolve("chain.pem")),
                Optional.of(own.resolve("key.pem")));
        try (var tls = new ServerTls(settings, clock, new SecureRandom())) {
            tls.start();

            assertThat(TlsClient.accepted(tls.newContext(), authorityFile(), "hub.utility.example", "TLSv1.3", now))
                    .isEqualTo(made.certificates().get(0));
            assertThat(tls.files().authority()).isEmpty();
            assertThat(data.resolve("unused")).doesNotExist();
        }
    }

    @Test
    void namesTheSettingWhenTheOperatorsFileHoldsNoKey() throws IOException {
        started(List.of()).close();
        var certificate = data.resolve("tls").resolve("ca.crt");
        var settings =
                new TlsSettings(data.resolve("tls"), List.of(), Optional.of(certificate), Optional.of(certificate));

        try (var tls = new ServerTls(settings, clock, new SecureRandom())) {
            assertThatThrownBy(tls::start)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("meterport.tls.private-key");
        }
    }

    @Test
    void refusesHalfAPairOfSettings() {
        assertThatThrownBy(() -> new TlsSettings(data, List.of(), Optional.of(data), Optional.empty()))
                .hasMessageContaining("go together");
        assertThatThrownBy(() -> new TlsSettings(data, List.of("a b"), Optional.empty(), Optional.empty()))
                .hasMessageContaining("meterport.tls.names");
    }

    /** What another hub process does with the same folder. */
    static final class SecondHub {

        private SecondHub() {}

        public static void main(String[] arguments) throws IOException {
            var settings = new TlsSettings(Path.of(arguments[0], "tls"), List.of(), Optional.empty(), Optional.empty());
            try (var tls = new ServerTls(settings, () -> FIRST_START, new SecureRandom())) {
                tls.start();
                System.out.println(String.join(",", fingerprints(tls)));
            }
        }
    }

    private static String lastLine(String text) {
        return text.lines().reduce("", (earlier, line) -> line);
    }

    private ServerTls started(List<String> names) throws IOException {
        var settings = new TlsSettings(data.resolve("tls"), names, Optional.empty(), Optional.empty());
        var tls = new ServerTls(settings, clock, new SecureRandom());
        tls.start();
        return tls;
    }

    private List<String> fingerprints() throws IOException {
        try (var tls = started(List.of())) {
            return fingerprints(tls);
        }
    }

    private static List<String> fingerprints(ServerTls tls) throws IOException {
        var all = new ArrayList<String>();
        all.add(PemFile.read(tls.files().certificate())
                .certificates()
                .get(0)
                .getSerialNumber()
                .toString());
        for (var keys : tls.hostKeys()) {
            all.add(HexFormat.of().formatHex(keys.getPublic().getEncoded()));
        }
        return all;
    }

    private Path authorityFile() {
        return data.resolve("tls").resolve("ca.crt");
    }

    private BigInteger served(ServerTls tls) throws IOException {
        var manager = tls.keyManager();
        return manager.getCertificateChain(manager.chooseServerAlias("RSA", null, null))[0].getSerialNumber();
    }
}
