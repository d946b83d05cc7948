package org.meterport.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterport.components.intervalfile.Channel;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.SmtCsvWriter;
import org.meterport.hub.routing.RouteUnderTest;
import org.meterport.hub.sandbox.Neighbourhood;
import org.meterport.hub.sandbox.Premise;
import org.meterport.hub.sandbox.adapter.SandboxAccounts;

/**
 * {@code kill -9} while all four links are at work: after a restart on the same data everything accepted is done, and
 * nothing a customer, a utility, a partner or a device could notice has happened twice.
 */
class KilledHubIT {

    private static final long SEED = 20;
    private static final Pattern LINK = Pattern.compile("(/consent/[A-Za-z0-9._~-]+)");
    private static final int INVITED = 20;

    @TempDir
    Path data;

    private final Map<String, String> settings = Launch.freePorts();
    private Optional<Process> hub = Optional.empty();

    @AfterEach
    void stop() throws InterruptedException {
        if (hub.isPresent()) {
            hub.get().destroy();
            hub.get().waitFor(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void finishesWhatItHadAcceptedAndRepeatsNothing() throws IOException, InterruptedException {
        start();
        Neighbourhood street = Neighbourhood.of(SEED, LocalDate.of(2026, 1, 31));
        Premise home = street.premises().get(0);
        grant(home, "ENERGY_DATA", ",\"termMonths\":12");
        grant(home, "IN_HOME_DEVICE_SERVICES", "");
        String token = token();
        byte[] csv = csv(street, home);

        // all four links get work, and the hub dies on them
        String text = post(
                        token,
                        "/api/v1/han/text-messages",
                        "{\"addresses\":[{\"esiid\":\"" + home.esiid()
                                + "\"}],\"text\":\"Killed\",\"durationMinutes\":60}")
                .path("id")
                .asText();
        String report = post(
                        token,
                        "/v2/15minintervalreads/",
                        "{\"trans_id\":\"k-1\",\"startDate\":\"11/01/2026\","
                                + "\"endDate\":\"11/02/2026\",\"deliveryMode\":\"FTP\",\"esiid\":[\"" + home.esiid()
                                + "\"]}")
                .path("correlationId")
                .asText();
        post(token, "/api/v1/invitations", invitations(street));
        try (FileClient utility = utility(home)) {
            utility.put("inbound/killed.csv", new ByteArrayInputStream(csv));
        }
        hub.orElseThrow().destroyForcibly().waitFor(60, TimeUnit.SECONDS);
        start();

        String again = token();
        assertThat(finalStatus(again, text)).isIn("DEVICE_DELIVERED", "NO_DEVICE");
        JsonNode delivered = until(
                "the report",
                () -> Optional.of(get(again, "/api/v1/reports/" + report))
                        .filter(now -> now.path("status").asText().equals("DELIVERED")));
        try (FileClient utility = utility(home);
                FileClient partner = FileClient.sftp(
                        port("sftp"),
                        KnownHost.of(data),
                        SandboxAccounts.BLUEBONNET.fileUser(),
                        accounts().filePassword(SandboxAccounts.BLUEBONNET))) {
            JsonNode note = until("the utility's acknowledgement", () -> ImportCommand.note(utility, "killed.csv"));
            assertThat(note.path("status").asText()).isEqualTo("STORED");
            assertThat(note.path("days").asInt()).isEqualTo(60);
            assertThat(utility.list("inbound")).isEmpty();
            assertThat(partner.list("adhocusage"))
                    .containsExactly(delivered.path("fileName").asText());
        }
        Map<String, Set<String>> mailIds =
                until("every invitation's mail", () -> Optional.of(mailIds()).filter(ids -> ids.size() == INVITED));
        assertThat(mailIds.values()).allMatch(ids -> ids.size() == 1);
    }

    private void start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-Dmeterport.root=" + RouteUnderTest.projectRoot(),
                "-cp",
                System.getProperty("java.class.path"),
                MeterportCommand.class.getName(),
                "up",
                "--meterport.data=" + data,
                "--meterport.sandbox.seed=" + SEED));
        settings.forEach((key, value) -> command.add("--" + key + "=" + value));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        hub = Optional.of(process);
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        List<String> said = new ArrayList<>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            said.add(line);
            if (line.startsWith("Ctrl-C stops")) {
                return;
            }
        }
        throw new IOException("the hub did not start: " + String.join("\n", said));
    }

    private void grant(Premise premise, String kind, String term) throws IOException {
        String purpose = kind + " before the kill";
        String token = token();
        post(
                token,
                "/api/v1/invitations",
                "{\"items\":[{\"kind\":\"" + kind + "\",\"esiids\":[\"" + premise.esiid()
                        + "\"],\"customerEmail\":\"" + premise.customer().email() + "\",\"purpose\":\"" + purpose + "\""
                        + term
                        + "}]}");
        String link = until(
                "the invitation's mail",
                () -> mails().stream()
                        .filter(mail -> mail.path("text").asText().contains(purpose))
                        .map(mail -> LINK.matcher(mail.path("text").asText()))
                        .filter(Matcher::find)
                        .map(found -> found.group(1))
                        .findFirst());
        http().postForm(link + "?answer=accept");
    }

    private static String invitations(Neighbourhood street) {
        return street.premises().subList(10, 10 + INVITED).stream()
                .map(premise ->
                        "{\"kind\":\"ENERGY_DATA\",\"esiids\":[\"" + premise.esiid() + "\"],\"customerEmail\":\""
                                + premise.customer().email() + "\",\"purpose\":\"After the kill " + premise.number()
                                + ".\",\"termMonths\":1}")
                .collect(Collectors.joining(",", "{\"items\":[", "]}"));
    }

    /** Message-IDs by recipient of the mails that were under way when the hub was killed. */
    private Map<String, Set<String>> mailIds() {
        return mails().stream()
                .filter(mail -> mail.path("text").asText().contains("After the kill"))
                .collect(Collectors.groupingBy(
                        mail -> mail.path("to").path(0).asText(),
                        Collectors.mapping(mail -> mail.path("messageId").asText(), Collectors.toSet())));
    }

    private List<JsonNode> mails() {
        List<JsonNode> mails = new ArrayList<>();
        for (JsonNode mail : http().get("/mail/api/messages", Optional.empty()).json()) {
            mails.add(http().get("/mail/api/messages/" + mail.path("id").asText(), Optional.empty())
                    .json());
        }
        return mails;
    }

    private String finalStatus(String token, String request) {
        return until(
                "the text's outcome",
                () -> Optional.of(get(token, "/api/v1/han/requests/" + request + "/targets")
                                .path("items")
                                .path(0)
                                .path("status")
                                .asText())
                        .filter(status -> status.equals("DEVICE_DELIVERED") || status.equals("NO_DEVICE")));
    }

    private static byte[] csv(Neighbourhood street, Premise premise) throws IOException {
        var bytes = new ByteArrayOutputStream();
        LocalDate from = street.firstDay().minusYears(1);
        try (var writer = new SmtCsvWriter(bytes)) {
            for (DayReadings day : street.readings(premise, Channel.CONSUMPTION, from, from.plusDays(59))
                    .toList()) {
                writer.write(day);
            }
        }
        return bytes.toByteArray();
    }

    private FileClient utility(Premise premise) throws IOException {
        String tdsp = SandboxAccounts.tdspOf(premise.esiid());
        return FileClient.sftp(
                port("sftp"), KnownHost.of(data), tdsp, accounts().tdspPassword(tdsp));
    }

    private String token() throws IOException {
        var company = SandboxAccounts.BLUEBONNET;
        return http().post(
                        "/v2/token/",
                        Optional.empty(),
                        "{\"username\":\"" + company.apiUser() + "\",\"password\":\""
                                + accounts().apiPassword(company) + "\"}")
                .json()
                .path("accessToken")
                .asText();
    }

    private JsonNode post(String token, String path, String body) {
        HttpCaller.Answer answer = http().post(path, Optional.of(token), body);
        assertThat(answer.status()).as(answer.body()).isBetween(200, 202);
        return answer.json();
    }

    private JsonNode get(String token, String path) {
        return http().get(path, Optional.of(token)).json();
    }

    private HttpCaller http() {
        try {
            SSLContext trust = FileClient.trusting(data.resolve("tls/ca.crt"));
            return new HttpCaller("https://localhost:" + settings.get("meterport.http.https-port"), trust);
        } catch (IOException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private SandboxAccounts accounts() {
        return SandboxAccounts.of(data, new SecureRandom());
    }

    private int port(String server) {
        return Integer.parseInt(settings.get("meterport.filedrop." + server + "-port"));
    }

    private static <T> T until(String what, java.util.function.Supplier<Optional<T>> look) {
        return Poll.until(what, RunningHub.PATIENCE, look);
    }
}
