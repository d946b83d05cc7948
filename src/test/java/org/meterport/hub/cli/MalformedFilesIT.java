package org.meterport.hub.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meterport.components.intervalfile.Channel;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.SmtCsvWriter;
import org.meterport.hub.cli.BadFiles.Bad;
import org.meterport.hub.sandbox.Neighbourhood;
import org.meterport.hub.sandbox.Premise;
import org.meterport.hub.sandbox.adapter.SandboxAccounts;

/**
 * What a utility's client puts into its folder and should not, over both protocols: it is moved aside whole with a report
 * that says why, or refused by the server in the protocol's own words. Nothing of it is stored.
 */
class MalformedFilesIT {

    private static final List<String> ODD_NAMES = List.of(
            "a b.csv",
            "año-日本.csv",
            "\uD83D\uDE42.csv",
            "'; DROP TABLE usage_file; --.csv",
            "%2e%2e%2fpasswd.csv",
            "${file:name}.csv",
            "{{meterport.database.password}}.csv",
            "-rf.csv",
            "a;b=c&d.csv",
            "a?b#c.csv",
            "*.csv",
            "<script>.csv",
            "file:etc.csv",
            "a..b.csv",
            "CON",
            "~root.csv",
            "x.csv.ack.json",
            "123__x.csv",
            "99999999999999999__x.csv",
            "l".repeat(190) + ".csv");

    private final RunningHub hub = RunningHub.shared();
    private final Premise premise = hub.premise(40);
    private final String tdsp = SandboxAccounts.tdspOf(premise.esiid());
    private final Premise foreign = IntStream.rangeClosed(1, 60)
            .mapToObj(hub::premise)
            .filter(other -> !SandboxAccounts.tdspOf(other.esiid()).equals(tdsp))
            .findFirst()
            .orElseThrow();

    private Map<String, Long> before = Map.of();

    /** How the client speaks to the hub. */
    enum Protocol {
        FTPS,
        SFTP
    }

    @BeforeEach
    void count() {
        before = StoredRows.atRest(hub);
    }

    @ParameterizedTest
    @EnumSource
    void movesEveryBadFileAsideWholeWithItsReport(Protocol protocol) throws IOException {
        List<Bad> files = BadFiles.all(csv(premise), csv(foreign));

        try (FileClient client = client(protocol)) {
            for (Bad bad : files) {
                client.put("inbound/" + name(protocol, bad), new ByteArrayInputStream(bad.content()));
            }
            var softly = new SoftAssertions();
            for (Bad bad : files) {
                String name = name(protocol, bad);
                JsonNode report = report(client, name);
                softly.assertThat(report.path("status").asText()).as(name).isEqualTo("REJECTED");
                softly.assertThat(report.path("reason").asText())
                        .as(report.toString())
                        .isEqualTo(bad.reason().name());
                softly.assertThat(report.path("detail").asText())
                        .as(name)
                        .matches("[A-Z].+\\.")
                        .doesNotContain("Exception");
                softly.assertThat(report.path("file").asText()).isEqualTo(name);
                softly.assertThat(client.get("rejected/" + name)).as(name).isEqualTo(bad.content());
            }
            softly.assertAll();
            assertThat(client.list("inbound")).isEmpty();
        }
        assertThat(StoredRows.of(hub)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void reportsOnFilesOfEveryNameItAllows(Protocol protocol) throws IOException {
        try (FileClient client = client(protocol)) {
            for (String odd : ODD_NAMES) {
                client.put("inbound/" + protocol + odd, content("not a file of readings"));
            }
            for (String odd : ODD_NAMES) {
                JsonNode report = report(client, protocol + odd);

                assertThat(report.path("file").asText()).isEqualTo(protocol + odd);
                assertThat(client.text("rejected/" + protocol + odd)).isEqualTo("not a file of readings");
            }
            assertThat(client.list("inbound")).isEmpty();
        }
        assertThat(StoredRows.of(hub)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void refusesNamesThatLeadElsewhere(Protocol protocol) throws IOException {
        String other = SandboxAccounts.tdspOf(foreign.esiid());
        try (FileClient client = client(protocol)) {
            for (String path : List.of(
                    "../" + other + "/inbound/x.csv",
                    "inbound/../../" + other + "/inbound/x.csv",
                    "/../../../../etc/cron.d/x",
                    "inbound/..",
                    "inbound/.hidden.csv",
                    "inbound/a\\b.csv",
                    "inbound/a\u0001b.csv",
                    "inbound/deeper/x.csv",
                    "inbound/x.camelLock",
                    "inbound/" + "n".repeat(201),
                    "inbound/" + "é".repeat(101),
                    "processed/x.csv",
                    "rejected/x.csv.report.json",
                    "x.csv",
                    "inbound")) {
                assertThatThrownBy(() -> client.put(path, content("x")))
                        .as(path)
                        .isInstanceOf(IOException.class)
                        .hasMessageMatching("(?s).*DRP-10[0-9].*");
            }
            for (String path : List.of(
                    "../" + other + "/processed/x.csv",
                    "/../../secrets/token-key",
                    "/etc/passwd",
                    "inbound/../../../etc")) {
                assertThatThrownBy(() -> client.get(path)).as(path).isInstanceOf(IOException.class);
            }
            assertThat(client.list("inbound")).isEmpty();
        }
        assertThat(StoredRows.of(hub)).isEqualTo(before);
    }

    /** FTPS takes no command of that length, and hangs up. */
    @ParameterizedTest
    @EnumSource
    void takesNoNameOfManyThousandLetters(Protocol protocol) throws IOException {
        FileClient client = client(protocol);

        assertThatThrownBy(() -> client.put("inbound/" + "n".repeat(20_000), content("x")))
                .isInstanceOf(IOException.class);

        try (FileClient next = client(protocol)) {
            assertThat(next.list("inbound")).isEmpty();
        }
        assertThat(StoredRows.of(hub)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void leavesFilesAloneWhoseNameSaysThatTheyAreNotDone(Protocol protocol) throws IOException {
        List<String> unfinished = List.of(".tmp", ".TMP", ".part", ".Part", ".PART", ".filepart", ".FilePart").stream()
                .map(suffix -> protocol.name().toLowerCase(Locale.ROOT) + ".csv" + suffix)
                .toList();
        byte[] good = csv(premise);

        try (FileClient client = client(protocol)) {
            for (String name : unfinished) {
                client.put("inbound/" + name, new ByteArrayInputStream(good));
            }
            String later = "later-" + protocol;
            client.put("inbound/" + later, content("not a file of readings"));
            report(client, later);

            assertThat(client.list("inbound")).containsExactlyInAnyOrderElementsOf(unfinished);
            for (String name : unfinished) {
                remove(client, "inbound/" + name);
            }
        }
        assertThat(StoredRows.of(hub)).isEqualTo(before);
    }

    @Test
    void keepsNothingOfAnUploadThatBreaksOff() throws IOException {
        byte[] good = csv(premise);
        FileClient.Sftp dying = (FileClient.Sftp) client(Protocol.SFTP);
        var handle = dying.client()
                .open("inbound/broken.csv", EnumSet.of(OpenMode.Write, OpenMode.Create, OpenMode.Truncate));
        dying.client().write(handle, 0, good, 0, good.length / 2);
        dying.client().getSession().close(true);
        dying.ssh().stop();

        try (FileClient client = client(Protocol.FTPS)) {
            client.put("inbound/after-the-broken-one", content("not a file of readings"));
            report(client, "after-the-broken-one");

            assertThat(client.list("inbound")).isEmpty();
            assertThat(client.list("rejected")).doesNotContain("broken.csv");
        }
        assertThat(StoredRows.of(hub)).isEqualTo(before);
    }

    private FileClient client(Protocol protocol) throws IOException {
        return protocol == Protocol.FTPS ? hub.tdspOverFtps(tdsp) : hub.tdsp(tdsp);
    }

    private static JsonNode report(FileClient client, String name) {
        return Poll.until("the report on " + name, RunningHub.PATIENCE, () -> ImportCommand.note(client, name));
    }

    private static String name(Protocol protocol, Bad bad) {
        return protocol.name().toLowerCase(Locale.ROOT) + "-" + bad.name();
    }

    private static void remove(FileClient client, String path) throws IOException {
        if (client instanceof FileClient.Ftps ftps) {
            ftps.client().deleteFile(path);
        } else if (client instanceof FileClient.Sftp sftp) {
            sftp.client().remove(path);
        }
    }

    private static ByteArrayInputStream content(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    /** A day that nobody else sends. */
    private byte[] csv(Premise of) throws IOException {
        Neighbourhood street = hub.hub().part(Neighbourhood.class);
        LocalDate day = street.firstDay().minusYears(2);
        var bytes = new ByteArrayOutputStream();
        try (var writer = new SmtCsvWriter(bytes)) {
            for (DayReadings readings :
                    street.readings(of, Channel.CONSUMPTION, day, day).toList()) {
                writer.write(readings);
            }
        }
        return bytes.toByteArray();
    }
}
