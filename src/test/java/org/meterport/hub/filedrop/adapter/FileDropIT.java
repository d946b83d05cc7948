package org.meterport.hub.filedrop.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import org.apache.sshd.client.SshClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterport.hub.filedrop.FileAccounts;
import org.meterport.hub.filedrop.FileDropFolders;
import org.meterport.hub.filedrop.FileDropState;
import org.meterport.hub.filedrop.HashedFileAccounts;
import org.meterport.hub.filedrop.PublishedFiles;
import org.meterport.hub.tls.adapter.TlsConfiguration;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.unit.DataSize;

class FileDropIT {

    @TempDir
    private Path data;

    @Test
    void opensAServerAgainThatStoppedListening() throws IOException {
        try (var fixture = new DropFixture(data)) {
            assertThat(fixture.drop.state().isUp()).isTrue();

            fixture.drop.servers().forEach(DropServer::close);
            var down = fixture.drop.state();
            fixture.drop.lookAfter();

            assertThat(down.isUp()).isFalse();
            assertThat(down.cause()).get().asString().contains("not listening");
            assertThat(fixture.drop.state().isUp()).isTrue();
        }
    }

    @Test
    void namesAFolderThatCannotBeWrittenAndRecoversByItself() throws IOException {
        try (var fixture = new DropFixture(data)) {
            var root = fixture.folders.root();
            var aside = root.resolveSibling("aside");
            Files.move(root, aside);
            Files.createFile(root);

            var down = fixture.drop.state();
            Files.delete(root);
            Files.move(aside, root);

            assertThat(down.isUp()).isFalse();
            assertThat(down.cause()).get().asString().contains("cannot be written");
            assertThat(FileDropHealth.health(down).getStatus()).isEqualTo(Status.DOWN);
            assertThat(fixture.drop.state()).extracting(FileDropState::isUp).isEqualTo(true);
        }
    }

    @Test
    void sweepsAtStartWhatACrashLeftButNotWhatAnotherProcessWrites() throws IOException {
        var inbound =
                new FileDropFolders(data.resolve("filedrop")).tdsp("oncor").inbound();
        var start = Instant.parse("2026-03-01T10:00:00Z");
        Files.setLastModifiedTime(
                Files.createFile(inbound.resolve(".1.unfinished")), FileTime.from(start.minus(Duration.ofHours(1))));
        Files.setLastModifiedTime(
                Files.createFile(inbound.resolve(".2.unfinished")), FileTime.from(start.minus(Duration.ofMinutes(1))));

        try (var fixture = new DropFixture(data)) {
            assertThat(DropFixture.all(fixture.oncor.inbound())).containsExactly(".2.unfinished");
        }
    }

    @Test
    void namesTheSettingWhenAPortIsTaken() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            new ApplicationContextRunner()
                    .withUserConfiguration(TlsConfiguration.class, FileDropConfiguration.class)
                    .withBean(Clock.class, Clock::systemUTC)
                    .withBean(FileAccounts.class, FileDropIT::nobody)
                    .withPropertyValues(
                            "meterport.tls.folder=" + data.resolve("tls"),
                            "meterport.filedrop.root=" + data.resolve("drop"),
                            "meterport.filedrop.ftps-port=0",
                            "meterport.filedrop.retention-days=10",
                            "meterport.filedrop.sftp-port=" + taken.getLocalPort())
                    .run(context -> assertThat(context.getStartupFailure())
                            .hasStackTraceContaining("meterport.filedrop.sftp-port"));
        }
    }

    @Test
    void startsAndStopsWithTheApplication() {
        var ports = new int[2];
        new ApplicationContextRunner()
                .withUserConfiguration(TlsConfiguration.class, FileDropConfiguration.class)
                .withBean(Clock.class, Clock::systemUTC)
                .withBean(FileAccounts.class, FileDropIT::nobody)
                .withPropertyValues(
                        "meterport.tls.folder=" + data.resolve("tls"),
                        "meterport.filedrop.root=" + data.resolve("drop"),
                        "meterport.filedrop.ftps-port=0",
                        "meterport.filedrop.retention-days=10",
                        "meterport.filedrop.ftps-passive-ports=0",
                        "meterport.filedrop.sftp-port=0")
                .run(context -> {
                    var drop = context.getBean(FileDrop.class);
                    ports[0] = drop.ftpsPort();
                    ports[1] = drop.sftpPort();
                    var health = context.getBean(HealthIndicator.class).health();

                    assertThat(health.getStatus()).isEqualTo(Status.UP);
                    assertThat(health.getDetails()).containsEntry("ftpsPort", ports[0]);
                    assertThat(context).hasSingleBean(PublishedFiles.class);
                });

        for (int port : ports) {
            assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void keepsTheHostKeyOverARestart() throws Exception {
        var seen = new ArrayList<PublicKey>();
        try (var ssh = SshClient.setUpDefaultClient()) {
            ssh.setServerKeyVerifier((session, address, key) -> seen.add(key));
            ssh.start();
            for (int start = 0; start < 2; start++) {
                try (var fixture = new DropFixture(data);
                        var session = ssh.connect("acme", "127.0.0.1", fixture.drop.sftpPort())
                                .verify(Duration.ofSeconds(30))
                                .getSession()) {
                    session.addPasswordIdentity("acme");
                    session.auth().verify(Duration.ofSeconds(30));
                }
            }
        }

        assertThat(seen).hasSize(2);
        assertThat(seen.get(0)).isEqualTo(seen.get(1));
    }

    @Test
    void refusesSettingsThatCannotBeMeant() {
        assertThatThrownBy(() -> settings(70_000, "0", 1, Duration.ofMinutes(1)))
                .hasMessageContaining("ftps-port");
        assertThatThrownBy(() -> settings(0, "x-y", 1, Duration.ofMinutes(1))).hasMessageContaining("passive-ports");
        assertThatThrownBy(() -> settings(0, "0", 0, Duration.ofMinutes(1))).hasMessageContaining("max-connections");
        assertThatThrownBy(() -> settings(0, "0", 1, Duration.ZERO)).hasMessageContaining("idle-timeout");
    }

    private FileDropSettings settings(int port, String passive, int connections, Duration idle) {
        return new FileDropSettings(
                data,
                "127.0.0.1",
                port,
                passive,
                null,
                0,
                DataSize.ofBytes(1),
                DataSize.ofBytes(0),
                connections,
                idle,
                new FileDropSettings.Lockout(1, Duration.ofSeconds(1), Duration.ofSeconds(1)),
                false);
    }

    private static FileAccounts nobody() {
        return new HashedFileAccounts(name -> Optional.empty(), (password, hash) -> false, "decoy");
    }
}
