package org.meterport.hub.filedrop.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The clients that utilities and partners really use. Each test is skipped, with a line, where its client is missing. */
class ForeignClientsIT {

    private static final byte[] LARGE = FtpsIT.bytes(20 * 1024 * 1024);

    @TempDir
    private static Path data;

    private static DropFixture fixture;
    private static Path large;
    private static Path key;

    @TempDir
    private Path work;

    @BeforeAll
    static void start() throws Exception {
        fixture = new DropFixture(data);
        large = Files.write(data.resolve("large.bin"), LARGE);
        var keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        fixture.keys.put("oncor", keys.getPublic());
        key = Files.createFile(
                data.resolve("key.pem"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                key,
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(keys.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @BeforeEach
    void empty() throws IOException {
        for (var name : DropFixture.all(fixture.oncor.inbound())) {
            Files.delete(fixture.oncor.inbound().resolve(name));
        }
    }

    @ParameterizedTest
    @CsvSource({"1.2,1.2", "1.3,1.3"})
    void curlUploadsFetchesAndResumesOverFtps(String least, String most) throws Exception {
        var tls = List.of("--tlsv" + least, "--tls-max", most);
        var back = work.resolve("back.bin");

        curl(tls, "-T", large.toString(), ftps("/inbound/usage.csv")).succeeds();
        assertThat(Files.mismatch(large, fixture.oncor.inbound().resolve("usage.csv")))
                .isNegative();

        Files.write(back, Arrays.copyOf(LARGE, 15_000_000));
        curl(tls, "-C", "-", "-o", back.toString(), ftps("/inbound/usage.csv")).succeeds();
        assertThat(Files.mismatch(large, back)).isNegative();
    }

    @ParameterizedTest
    @CsvSource({"1.2,1.2", "1.3,1.3"})
    void curlKilledInAnUploadLeavesNothing(String least, String most) throws Exception {
        var upload = curl(
                List.of("--tlsv" + least, "--tls-max", most, "--limit-rate", "1M"),
                "-T",
                large.toString(),
                ftps("/inbound/usage.csv"));

        upload.killOnceItUploads();

        assertThat(DropFixture.becomesEmpty(fixture.oncor.inbound())).isTrue();
    }

    /** A Third Party's files: fetched, a broken download resumed, and nothing else reached. */
    @ParameterizedTest
    @CsvSource({"1.2,1.2", "1.3,1.3"})
    void eCurlIsKeptInsideAndChangesNothing(String least, String most) throws Exception {
        var tls = List.of("--tlsv" + least, "--tls-max", most);
        Files.write(fixture.acme.resolve("report.csv"), LARGE);
        for (String path : List.of("/../oncor/inbound/usage.csv", "//etc/passwd", "/%2e%2e/%2e%2e/etc/passwd")) {
            curl("acme", tls, "--path-as-is", "-o", work.resolve("stolen").toString(), ftps(path))
                    .fails();
        }
        assertThat(work.resolve("stolen")).doesNotExist();
        curl("acme", tls, "-T", large.toString(), ftps("/mine.csv")).fails();
        curl("acme", tls, "-Q", "DELE report.csv", ftps("/")).fails();

        var back = Files.write(work.resolve("back.bin"), Arrays.copyOf(LARGE, 7_000_000));
        curl("acme", tls, "-C", "-", "-o", back.toString(), ftps("/report.csv")).succeeds();

        assertThat(Files.mismatch(large, back)).isNegative();
        assertThat(DropFixture.all(fixture.acme)).containsExactly("report.csv");
        Files.delete(fixture.acme.resolve("report.csv"));
    }

    @ParameterizedTest
    @CsvSource({"ftp", "sftp"})
    void eLftpResumesADownloadAndIsKeptInside(String protocol) throws Exception {
        Files.write(fixture.acme.resolve("report.csv"), LARGE);
        var back = Files.write(work.resolve("back.bin"), Arrays.copyOf(LARGE, 7_000_000));
        String begin = "set ssl:ca-file " + fixture.authority + "; set ftp:ssl-force true;"
                + " set ftp:ssl-protect-data true; set sftp:auto-confirm yes; set net:max-retries 1; set net:timeout 20;"
                + " set cmd:fail-exit true; open -u acme,acme " + protocol + "://"
                + (protocol.equals("ftp")
                        ? "localhost:" + fixture.drop.ftpsPort()
                        : "127.0.0.1:" + fixture.drop.sftpPort())
                + "; ";

        run("lftp", "-c", begin + "get -c /report.csv -o " + back).succeeds();

        assertThat(Files.mismatch(large, back)).isNegative();
        for (String wrong : List.of(
                "get /etc/passwd -o " + work.resolve("stolen"),
                "get /../oncor/inbound/usage.csv -o " + work.resolve("stolen"),
                "put " + large + " -o /mine.csv",
                "rm /report.csv")) {
            run("lftp", "-c", begin + wrong).fails();
        }
        assertThat(work.resolve("stolen")).doesNotExist();
        assertThat(DropFixture.all(fixture.acme)).containsExactly("report.csv");
        Files.delete(fixture.acme.resolve("report.csv"));
    }

    /** Who did not open the control connection cannot take over its data; clients that resume do not notice. */
    @Test
    void resumesTheControlConnectionsSessionWhereASettingDemandsIt() throws Exception {
        try (var strict = DropFixture.withSessionReuse(work.resolve("strict"))) {
            Files.write(strict.acme.resolve("report.csv"), LARGE);
            String file = "ftp://localhost:" + strict.drop.ftpsPort() + "/report.csv";
            String back = work.resolve("back.bin").toString();
            String[] curl = {
                "curl", "-sS", "--ssl-reqd", "--cacert", strict.authority.toString(), "--user", "acme:acme", "-o", back
            };

            run(with(curl, file)).succeeds();
            assertThat(Files.mismatch(large, Path.of(back))).isNegative();
            run(with(curl, "--no-sessionid", file)).fails();
            run(with(curl, "--tlsv1.3", file)).fails();
            run(
                            "lftp",
                            "-c",
                            "set ssl:ca-file " + strict.authority + "; set ftp:ssl-force true;"
                                    + " set ftp:ssl-protect-data true; set net:max-retries 1; set cmd:fail-exit true;"
                                    + " set xfer:clobber true; open -u acme,acme ftp://localhost:"
                                    + strict.drop.ftpsPort() + "; cls /; get /report.csv -o " + back)
                    .succeeds();
            assertThat(Files.mismatch(large, Path.of(back))).isNegative();
        }
    }

    @ParameterizedTest
    @CsvSource({"1.2", "1.3"})
    void lftpUploadsFetchesAndIsKeptInside(String version) throws Exception {
        var script = "set ssl:ca-file " + fixture.authority + "; set ftp:ssl-force true; set ftp:ssl-protect-data true;"
                + " set net:max-retries 1; set net:timeout 20; set cmd:fail-exit true;"
                + " set ssl:priority NORMAL:-VERS-ALL:+VERS-TLS" + version + ";"
                + " open -u oncor,oncor ftp://localhost:" + fixture.drop.ftpsPort() + ";"
                + " put " + large + " -o /inbound/usage.csv.part; mv /inbound/usage.csv.part /inbound/usage.csv;"
                + " get /inbound/usage.csv -o " + work.resolve("back.bin") + "; cls /;";

        assertThat(run("lftp", "-c", script).succeeds()).contains("inbound/", "processed/", "rejected/");
        assertThat(Files.mismatch(large, work.resolve("back.bin"))).isNegative();
        run("lftp", "-c", script.replace("put ", "rm /inbound/usage.csv; get /etc/passwd; put "))
                .fails();
        assertThat(DropFixture.all(fixture.oncor.inbound())).isEmpty();
    }

    @Test
    void lftpUploadsOverSftp() throws Exception {
        run(
                        "lftp",
                        "-c",
                        "set sftp:auto-confirm yes; set net:max-retries 1; set cmd:fail-exit true;"
                                + " open -u oncor,oncor sftp://127.0.0.1:" + fixture.drop.sftpPort() + ";"
                                + " put " + large + " -o /inbound/usage.csv; get /inbound/usage.csv -o "
                                + work.resolve("back.bin"))
                .succeeds();

        assertThat(Files.mismatch(large, work.resolve("back.bin"))).isNegative();
    }

    @Test
    void opensshUploadsFetchesAndResumes() throws Exception {
        var back = work.resolve("back.bin");
        Files.write(back, Arrays.copyOf(LARGE, 15_000_000));

        sftp("cd inbound\nput -p " + large
                        + " usage.csv.filepart\nrename usage.csv.filepart usage.csv\nreget usage.csv " + back
                        + "\nls -la\n")
                .succeeds();

        assertThat(Files.mismatch(large, back)).isNegative();
        assertThat(DropFixture.all(fixture.oncor.inbound())).containsExactly("usage.csv");
    }

    @Test
    void opensshIsKeptInside() throws Exception {
        for (var request : List.of(
                "get /etc/passwd x",
                "get ../../../../etc/passwd x",
                "put key.pem /inbound/.key",
                "put key.pem /processed/x",
                "mkdir /inbound/x",
                "ln -s /etc/passwd /inbound/x",
                "rmdir /inbound")) {
            sftp(request.replace("key.pem", key.toString()).replace(" x", " " + work.resolve("x")) + "\n")
                    .fails();
        }

        assertThat(DropFixture.all(fixture.oncor.inbound())).isEmpty();
        assertThat(work.resolve("x")).doesNotExist();
    }

    @Test
    void opensshKilledInAnUploadLeavesNothing() throws Exception {
        var upload = sftp("put " + large + " /inbound/usage.csv\n", "-l", "8000");

        upload.killOnceItUploads();

        assertThat(DropFixture.becomesEmpty(fixture.oncor.inbound())).isTrue();
    }

    @Test
    void opensshGetsNoCommandAndNoTunnel() throws Exception {
        var port = String.valueOf(fixture.drop.sftpPort());
        for (var request : List.of(List.of("id"), List.of("-W", "127.0.0.1:" + port))) {
            var command = new ArrayList<>(List.of("ssh"));
            command.addAll(identity());
            command.addAll(List.of("-o", "BatchMode=yes", "-p", port));
            if (request.size() > 1) {
                command.addAll(request);
            }
            command.add("oncor@127.0.0.1");
            if (request.size() == 1) {
                command.addAll(request);
            }

            assertThat(run(command.toArray(String[]::new)).fails()).doesNotContain("uid=", "SSH-2.0");
        }
    }

    private static List<String> identity() {
        return List.of(
                "-o",
                "StrictHostKeyChecking=no",
                "-o",
                "UserKnownHostsFile=/dev/null",
                "-o",
                "IdentitiesOnly=yes",
                "-i",
                key.toString());
    }

    private Run curl(List<String> tls, String... arguments) throws IOException {
        return curl("oncor", tls, arguments);
    }

    private Run curl(String user, List<String> tls, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                "curl", "-sS", "--ssl-reqd", "--cacert", fixture.authority.toString(), "--user", user + ":" + user));
        command.addAll(tls);
        command.addAll(List.of(arguments));
        return run(command.toArray(String[]::new));
    }

    private static String[] with(String[] command, String... more) {
        return Stream.concat(Stream.of(command), Stream.of(more)).toArray(String[]::new);
    }

    private static String ftps(String path) {
        return "ftp://localhost:" + fixture.drop.ftpsPort() + path;
    }

    private Run sftp(String batch, String... options) throws IOException {
        var file = Files.writeString(work.resolve("batch"), batch);
        var command = new ArrayList<>(List.of("sftp", "-P", String.valueOf(fixture.drop.sftpPort())));
        command.addAll(identity());
        command.addAll(List.of(options));
        command.addAll(List.of("-b", file.toString(), "oncor@127.0.0.1"));
        return run(command.toArray(String[]::new));
    }

    private Run run(String... command) throws IOException {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, command[0]))),
                command[0] + " is not installed");
        var output = Files.createTempFile(work, "output", ".txt");
        return new Run(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start(),
                output);
    }

    private record Run(Process process, Path output) {

        String succeeds() throws Exception {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            var said = Files.readString(output, UTF_8);
            assertThat(process.exitValue()).as(said).isZero();
            return said;
        }

        String fails() throws Exception {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            var said = Files.readString(output, UTF_8);
            assertThat(process.exitValue()).as(said).isNotZero();
            return said;
        }

        void killOnceItUploads() throws IOException {
            long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (DropFixture.all(fixture.oncor.inbound()).isEmpty() && System.nanoTime() < deadline) {
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }
            assertThat(DropFixture.visible(fixture.oncor.inbound())).isEmpty();
            process.destroyForcibly().onExit().join();
        }
    }
}
