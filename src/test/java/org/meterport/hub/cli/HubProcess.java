package org.meterport.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.meterport.components.intervalfile.Channel;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.SmtCsvWriter;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sim.Act;
import org.meterport.han.sim.ManualTimeline;
import org.meterport.han.sim.RadioModel;
import org.meterport.han.sim.SimulatedHeadEnd;
import org.meterport.hub.routing.RouteUnderTest;
import org.meterport.hub.sandbox.Neighbourhood;
import org.meterport.hub.sandbox.Premise;
import org.meterport.hub.sandbox.SandboxDevice;
import org.meterport.hub.sandbox.adapter.SandboxAccounts;
import org.meterport.hub.tls.adapter.MadeKeys;

/** A hub in a process of its own, which can be killed and started again on the same data and ports. */
final class HubProcess {

    static final long SEED = 20;

    private static final Pattern LINK = Pattern.compile("(/consent/[A-Za-z0-9._~-]+)");

    private final Path data;
    private final Map<String, String> settings;
    private Optional<Process> process = Optional.empty();

    HubProcess(Path data) {
        this(data, Map.of());
    }

    /** @param more settings that come on top of free ports */
    HubProcess(Path data, Map<String, String> more) {
        this.data = data;
        this.settings = new LinkedHashMap<>(Launch.freePorts());
        settings.putAll(more);
    }

    /** The street that its sandbox declares. */
    static Neighbourhood street() {
        return Neighbourhood.of(SEED, LocalDate.of(2026, 1, 31));
    }

    /** The first premise with a display in its home. */
    static Premise homeWithDisplay() {
        return street().premises().stream()
                .filter(premise -> !displays(premise).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    static List<Eui64> displays(Premise premise) {
        return premise.devices().stream()
                .filter(device -> device.kind() == SandboxDevice.Kind.DISPLAY)
                .map(SandboxDevice::address)
                .toList();
    }

    /** Comes back when the hub serves. */
    void start() throws IOException {
        var out = launch();
        List<String> said = new ArrayList<>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            said.add(line);
            if (line.startsWith("Ctrl-C stops")) {
                return;
            }
        }
        throw new IOException("the hub did not start: " + String.join("\n", said));
    }

    /** Starts it and kills it in the middle of that. */
    void startAndKillAfter(long millis) throws IOException, InterruptedException {
        var out = launch();
        process.orElseThrow().waitFor(millis, TimeUnit.MILLISECONDS);
        kill();
        out.close();
    }

    private BufferedReader launch() throws IOException {
        MadeKeys.into(data);
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
                "--meterport.sandbox.seed=" + SEED,
                "--meterport.usage.history-months=240"));
        settings.forEach((key, value) -> command.add("--" + key + "=" + value));
        Process started = new ProcessBuilder(command).redirectErrorStream(true).start();
        process = Optional.of(started);
        return new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        assertThat(process.orElseThrow().destroyForcibly().waitFor(60, TimeUnit.SECONDS))
                .isTrue();
    }

    /** Stops it in an orderly way. */
    void stop() throws InterruptedException {
        if (process.isPresent()) {
            process.get().destroy();
            assertThat(process.get().waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    HttpCaller http() {
        try {
            return new HttpCaller(
                    "https://localhost:" + settings.get("meterport.http.https-port"),
                    FileClient.trusting(data.resolve("tls/ca.crt")));
        } catch (IOException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** Of its addresses, without TLS. */
    String base() {
        return "http://127.0.0.1:" + settings.get("meterport.http.port");
    }

    SandboxAccounts accounts() {
        return SandboxAccounts.of(data, new SecureRandom());
    }

    String token() {
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

    /** @return the answer to a call that is accepted */
    JsonNode post(String token, String path, String body) {
        HttpCaller.Answer answer = http().post(path, Optional.of(token), body);
        assertThat(answer.status()).as(answer.body()).isBetween(200, 202);
        return answer.json();
    }

    /**
     * One call with the key that makes its repetition harmless.
     *
     * @return nothing when the hub died before its answer was whole
     */
    Optional<JsonNode> attempt(String token, String path, String body, String key) throws InterruptedException {
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(base() + path))
                                    .timeout(RunningHub.PATIENCE)
                                    .header("Authorization", "Bearer " + token)
                                    .header("Content-Type", "application/json")
                                    .header("Idempotency-Key", key)
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 503) {
                return Optional.empty();
            }
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202);
            return Optional.of(new ObjectMapper().readTree(answer.body()));
        } catch (IOException died) {
            return Optional.empty();
        }
    }

    JsonNode get(String token, String path) {
        return http().get(path, Optional.of(token)).json();
    }

    FileClient utility(Premise premise) throws IOException {
        String tdsp = SandboxAccounts.tdspOf(premise.esiid());
        return FileClient.sftp(
                port("sftp"), KnownHost.of(data), tdsp, accounts().tdspPassword(tdsp));
    }

    FileClient partner() throws IOException {
        var company = SandboxAccounts.BLUEBONNET;
        return FileClient.sftp(
                port("sftp"), KnownHost.of(data), company.fileUser(), accounts().filePassword(company));
    }

    private int port(String server) {
        return Integer.parseInt(settings.get("meterport.filedrop." + server + "-port"));
    }

    /** Every mail the catcher has. */
    List<JsonNode> mails() {
        List<JsonNode> mails = new ArrayList<>();
        for (JsonNode mail : http().get("/mail/api/messages", Optional.empty()).json()) {
            mails.add(http().get("/mail/api/messages/" + mail.path("id").asText(), Optional.empty())
                    .json());
        }
        return mails;
    }

    /** Asks the premise's customer for an agreement and accepts in her place. */
    void grant(Premise premise, String kind, String term) {
        String purpose = kind + " before the kill";
        post(
                token(),
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

    /** Where the only target of a text came to. */
    String finalStatus(String token, String request) {
        return until(
                "the text's outcome",
                () -> Optional.of(get(token, "/api/v1/han/requests/" + request + "/targets")
                                .path("items")
                                .path(0)
                                .path("status")
                                .asText())
                        .filter(status -> status.equals("DEVICE_DELIVERED") || status.equals("NO_DEVICE")));
    }

    /** The report once its file lies there. */
    JsonNode delivered(String token, String report) {
        return until(
                "the report",
                () -> Optional.of(get(token, "/api/v1/reports/" + report))
                        .filter(now -> now.path("status").asText().equals("DELIVERED")));
    }

    /** Ids of the texts a device has shown, in order, by the head-end's journal. Only while no hub runs. */
    List<Long> shown(Eui64 device) {
        var memory =
                SimulatedHeadEnd.Settings.of(SEED, RadioModel.sandbox()).withJournal(data.resolve("head-end/journal"));
        try (var headEnd = SimulatedHeadEnd.open(memory, new ManualTimeline(Instant.parse("2026-01-01T00:00:00Z")))) {
            return headEnd.hands().acts(device).stream()
                    .filter(act -> act.kind() == Act.Kind.TEXT_SHOWN)
                    .map(Act::id)
                    .toList();
        }
    }

    /** Sixty days of a premise in SMT's CSV. */
    static byte[] csv(Premise premise, LocalDate from) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var writer = new SmtCsvWriter(bytes)) {
            for (DayReadings day : street().readings(premise, Channel.CONSUMPTION, from, from.plusDays(59))
                    .toList()) {
                writer.write(day);
            }
        }
        return bytes.toByteArray();
    }

    static <T> T until(String what, Supplier<Optional<T>> look) {
        return Poll.until(what, RunningHub.PATIENCE, look);
    }
}
