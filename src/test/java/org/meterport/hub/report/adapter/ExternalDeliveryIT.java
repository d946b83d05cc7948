package org.meterport.hub.report.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterport.hub.usage.adapter.SampleUsage.HOME;
import static org.meterport.hub.usage.adapter.SampleUsage.NEIGHBOUR;
import static org.meterport.hub.usage.adapter.SampleUsage.WINTER_DAY;
import static org.meterport.hub.usage.adapter.SampleUsage.day;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterport.hub.agreement.Actor;
import org.meterport.hub.agreement.Agreement;
import org.meterport.hub.agreement.AgreementState;
import org.meterport.hub.agreement.AgreementState.Cause;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.Term;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.outbox.adapter.JdbcOutbox;
import org.meterport.hub.report.BuildReport;
import org.meterport.hub.report.DeliverReport;
import org.meterport.hub.report.Handover;
import org.meterport.hub.report.Report;
import org.meterport.hub.report.Report.Status;
import org.meterport.hub.report.ReportContents;
import org.meterport.hub.routing.RouteUnderTest;
import org.meterport.hub.shared.Unavailable;

/** Reports on somebody else's file server: real FTPS and SFTP, the flow unmodified. */
class ExternalDeliveryIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    @TempDir
    private static Path data;

    private static ExternalServers servers;

    @TempDir
    Path waiting;

    private final ReportFrame frame = new ReportFrame(DATABASE, 10);

    @BeforeAll
    static void start() throws IOException {
        servers = new ExternalServers(data);
    }

    @AfterAll
    static void stop() throws IOException {
        servers.close();
        DATABASE.close();
    }

    @BeforeEach
    void aGrantedHome() throws IOException {
        frame.reset();
        frame.usage.stored(day(HOME, WINTER_DAY), day(NEIGHBOUR, WINTER_DAY));
        for (Path file : served()) {
            Files.delete(file);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftps", "sftp"})
    void bringsTheFileThereAndSaysSoThen(String protocol) throws IOException {
        Agreement once = frame.agreements.active(Samples.BLUEBONNET, Term.ONE_TIME, HOME.value());
        Report report = built();
        assertThat(frame.found(report)).returns(Status.RUNNING, Report::status).returns(99, Report::percent);
        byte[] content = Files.readAllBytes(waitingFile(report));

        try (RouteUnderTest flow = flow(uri(protocol))) {
            assertThat(flow.send("direct:in", report.id()).getException()).isNull();
        }

        assertThat(served()).containsExactly(remote(report));
        assertThat(remote(report)).hasBinaryContent(content);
        assertThat(frame.found(report).status()).isEqualTo(Status.DELIVERED);
        assertThat(frame.found(report).bytes()).contains((long) content.length);
        assertThat(frame.agreements.state(once)).isEqualTo(AgreementState.COMPLETED);
        assertThat(waitingFile(report)).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftps", "sftp"})
    void sendsNothingTwiceWhenTheHubDiedBeforeItNotedTheArrival(String protocol) throws IOException {
        frame.agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());
        Report report = built();
        Files.createDirectories(remote(report).getParent());
        Files.copy(waitingFile(report), remote(report));
        var arrived = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
        Files.setLastModifiedTime(remote(report), arrived);

        try (RouteUnderTest flow = flow(uri(protocol))) {
            flow.send("direct:in", report.id());
            flow.send("direct:in", report.id());
        }

        assertThat(served()).containsExactly(remote(report));
        assertThat(Files.getLastModifiedTime(remote(report))).isEqualTo(arrived);
        assertThat(frame.found(report).status()).isEqualTo(Status.DELIVERED);
    }

    /** What a transfer that broke off has left is written over, and shows under no name of ours. */
    @ParameterizedTest
    @ValueSource(strings = {"ftps", "sftp"})
    void beginsAgainAfterATransferThatBrokeOff(String protocol) throws IOException {
        frame.agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());
        Report report = built();
        byte[] content = Files.readAllBytes(waitingFile(report));
        Files.createDirectories(remote(report).getParent());
        Files.write(remote(report).resolveSibling("." + report.fileName()), new byte[3]);

        try (RouteUnderTest flow = flow(uri(protocol))) {
            flow.send("direct:in", report.id());
        }

        assertThat(served()).containsExactly(remote(report));
        assertThat(remote(report)).hasBinaryContent(content);
    }

    @Test
    void waitsForAServerThatIsAwayAndDeliversWhenItIsBack() throws IOException {
        frame.agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());
        Report report = built();
        servers.suspend();
        try (RouteUnderTest flow = flow(uri("ftps"))) {
            assertWaits(flow.send("direct:in", report.id()));
            assertThat(frame.found(report).status()).isEqualTo(Status.RUNNING);

            servers.resume();
            assertThat(flow.send("direct:in", report.id()).getException()).isNull();
        } finally {
            servers.resume();
        }

        assertThat(served()).containsExactly(remote(report));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sftp-stranger", "ftps-stranger", "ftps-other-name"})
    void givesNothingToAServerItDoesNotKnow(String strange) throws IOException {
        frame.agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());
        Report report = built();

        try (RouteUnderTest flow = flow(uri(strange))) {
            assertWaits(flow.send("direct:in", report.id()));
        }

        assertThat(served()).isEmpty();
        assertThat(frame.found(report).status()).isEqualTo(Status.RUNNING);
        assertThat(waitingFile(report)).exists();
    }

    @Test
    void buildsAgainWithoutWhatACustomerEndedWhileTheFileWaited() throws IOException {
        Agreement ending = frame.agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());
        frame.agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), NEIGHBOUR.value());
        Report report = frame.requested(Samples.BLUEBONNET, HOME.value(), NEIGHBOUR.value());
        build().build(report.id());
        frame.agreements.step(ending, Cause.ENDED_BY_CUSTOMER, Actor.customer(Samples.ALMA));

        try (RouteUnderTest flow = flow(uri("sftp"))) {
            flow.send("direct:in", report.id());
            assertThat(served()).isEmpty();
            assertThat(waitingFile(report)).doesNotExist();
            build().build(report.id());
            flow.send("direct:in", report.id());
        }

        assertThat(Files.readString(remote(report))).contains(NEIGHBOUR.value()).doesNotContain(HOME.value());
        assertThat(DATABASE.jdbc()
                        .queryForList(
                                "SELECT esiid || ' ' || way FROM disclosure WHERE reference = ? ORDER BY id",
                                String.class,
                                report.id()))
                .as("the file that was thrown away is taken back on the log")
                .containsExactly(HOME.value() + " FILE", NEIGHBOUR.value() + " FILE", HOME.value() + " WITHHELD");
    }

    private static void assertWaits(Exchange sent) {
        assertThat(sent.getException()).isInstanceOf(Unavailable.class);
        assertThat(sent.getException().getMessage()).doesNotContain("s3cret");
    }

    private Report built() {
        Report report = frame.requested(Samples.BLUEBONNET, HOME.value());
        build().build(report.id());
        assertThat(DATABASE.jdbc().queryForList("SELECT queue FROM outbox ORDER BY id DESC LIMIT 1", String.class))
                .containsExactly(Handover.QUEUE);
        return report;
    }

    private BuildReport build() {
        return frame.build(frame.transactions, frame.folder(home()), Handover.toQueue(outbox()));
    }

    private RouteUnderTest flow(String uri) {
        return RouteUnderTest.load("report-deliver")
                .property("meterport.report.deliver.uri", "direct:in")
                .property("meterport.report.delivery.uri", uri)
                .property("meterport.dead-letter.uri", "mock:dead-letter")
                .bean("trusted", trusting(servers.authority))
                .bean("stranger", new SSLContextParameters())
                .bean(
                        "reportDelivery",
                        new ReportDelivery(new DeliverReport(
                                frame.transactions,
                                frame.reports,
                                frame.grants,
                                frame.disclosures,
                                new ReportContents(frame.grants, frame.usage.store(), frame.registers),
                                new OutgoingFolder(waiting),
                                outbox())))
                .failureBeans();
    }

    private static String uri(String protocol) {
        String safe = "?username=hub&password=RAW(s3cret)&tempPrefix=.&fileExist=Ignore&connectTimeout=5000"
                + "&maximumReconnectAttempts=0&throwExceptionOnConnectFailed=true";
        String ftps = safe + "&passiveMode=true&execPbsz=0&execProt=P&binary=true"
                + "&ftpClient.endpointCheckingEnabled=true&sslContextParameters=";
        String sftp = safe + "&strictHostKeyChecking=yes&useUserKnownHostsFile=false&knownHostsFile=";
        return switch (protocol) {
            case "ftps" -> "ftps:localhost:" + servers.ftpsPort + "/" + ftps + "#trusted";
            case "ftps-stranger" -> "ftps:localhost:" + servers.ftpsPort + "/" + ftps + "#stranger";
            case "ftps-other-name" -> "ftps:ip6-localhost.invalid:" + servers.ftpsPort + "/" + ftps + "#trusted";
            case "sftp" -> "sftp:127.0.0.1:" + servers.sftpPort() + "/" + sftp + servers.knownHosts;
            default -> "sftp:127.0.0.1:" + servers.sftpPort() + "/" + sftp + servers.strangeHosts;
        };
    }

    private static SSLContextParameters trusting(Path authority) {
        try {
            var store = java.security.KeyStore.getInstance("PKCS12");
            store.load(null, null);
            try (var in = Files.newInputStream(authority)) {
                store.setCertificateEntry(
                        "authority",
                        java.security.cert.CertificateFactory.getInstance("X.509")
                                .generateCertificate(in));
            }
            var factory = javax.net.ssl.TrustManagerFactory.getInstance(
                    javax.net.ssl.TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            var managers = new TrustManagersParameters();
            managers.setTrustManager(factory.getTrustManagers()[0]);
            var parameters = new SSLContextParameters();
            parameters.setTrustManagers(managers);
            return parameters;
        } catch (IOException | java.security.GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private JdbcOutbox outbox() {
        return new JdbcOutbox(DATABASE.jdbc(), frame.json, frame.clock);
    }

    private Path home() {
        return waiting.resolve(Samples.BLUEBONNET.value());
    }

    private Path waitingFile(Report report) {
        return home().resolve("adhocusage").resolve(report.fileName());
    }

    private static Path remote(Report report) {
        return servers.folder
                .resolve(Samples.BLUEBONNET.value())
                .resolve("adhocusage")
                .resolve(report.fileName());
    }

    private static List<Path> served() throws IOException {
        try (Stream<Path> files = Files.walk(servers.folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
