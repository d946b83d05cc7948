package org.meterport.hub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.meterport.hub.app.Hub;
import org.meterport.hub.routing.RouteUnderTest;
import org.meterport.hub.sandbox.Neighbourhood;
import org.meterport.hub.sandbox.Premise;
import org.meterport.hub.sandbox.adapter.SandboxAccounts;
import org.meterport.hub.sandbox.adapter.SandboxAccounts.Company;
import org.meterport.hub.tls.adapter.MadeKeys;

/**
 * A whole hub with everything built in, on free ports and a folder of its own, shared by the tests of one run. Tests speak
 * to it as its users do; each uses premises and names of its own, so that they do not meet.
 */
final class RunningHub {

    static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Pattern LINK = Pattern.compile("(/consent/[A-Za-z0-9._~-]+)");

    private final Hub hub;
    private final Path data;
    private final SSLContext trust;
    private final HttpCaller http;

    private RunningHub(Hub hub, Path data) throws IOException {
        this.hub = hub;
        this.data = data;
        this.trust = FileClient.trusting(data.resolve("tls/ca.crt"));
        this.http = new HttpCaller("https://localhost:" + hub.setting("meterport.http.https-port"), trust);
    }

    /** The hub of this run, started by the first test that asks. */
    static RunningHub shared() {
        return Shared.HUB;
    }

    Hub hub() {
        return hub;
    }

    Path data() {
        return data;
    }

    SandboxAccounts accounts() {
        return hub.part(SandboxAccounts.class);
    }

    /** @param number from 1, as in the neighbourhood */
    Premise premise(int number) {
        return hub.part(Neighbourhood.class).premises().get(number - 1);
    }

    HttpCaller http() {
        return http;
    }

    String token(Company company) {
        return http().post(
                        "/v2/token/",
                        Optional.empty(),
                        "{\"username\":\"" + company.apiUser() + "\",\"password\":\""
                                + accounts().apiPassword(company) + "\"}")
                .json()
                .path("accessToken")
                .asText();
    }

    FileClient tdsp(String tdspId) throws IOException {
        return FileClient.sftp(
                port("sftp"), KnownHost.of(data), tdspId, accounts().tdspPassword(tdspId));
    }

    FileClient tdspOverFtps(String tdspId) throws IOException {
        return FileClient.ftps(port("ftps"), trust, tdspId, accounts().tdspPassword(tdspId));
    }

    FileClient files(Company company) throws IOException {
        return FileClient.sftp(
                port("sftp"), KnownHost.of(data), company.fileUser(), accounts().filePassword(company));
    }

    int port(String server) {
        return Integer.parseInt(hub.setting("meterport.filedrop." + server + "-port"));
    }

    /** Health as an operator sees it. */
    JsonNode health() {
        return http.get(
                        "http://127.0.0.1:" + hub.setting("management.server.port") + "/actuator/health",
                        Optional.empty())
                .json();
    }

    /**
     * Asks the premise's customer and lets her accept, by mail and click.
     *
     * @param kind of agreement; energy data is asked for twelve months
     */
    void grant(Company company, Premise premise, String kind) {
        String token = token(company);
        String purpose = kind + " of " + premise.esiid();
        String term = kind.equals("ENERGY_DATA") ? ",\"termMonths\":12" : "";
        JsonNode result = http().post(
                        "/api/v1/invitations",
                        Optional.of(token),
                        "{\"items\":[{\"kind\":\"" + kind + "\",\"esiids\":[\"" + premise.esiid()
                                + "\"],\"customerEmail\":\""
                                + premise.customer().email() + "\",\"purpose\":\"" + purpose
                                + "\"" + term + "}]}")
                .json()
                .path("results")
                .path(0);
        String link = Poll.until("the invitation's mail", PATIENCE, () -> mailed(purpose));
        http().postForm(link + "?answer=accept");
        String agreement = result.path("agreementId").asText();
        Poll.until(
                "the agreement " + agreement,
                PATIENCE,
                () -> Optional.of(http().get("/api/v1/agreements/" + agreement, Optional.of(token))
                                .json()
                                .path("status")
                                .asText())
                        .filter("ACTIVE"::equals));
    }

    /** The consent link of the mail that holds this text. */
    Optional<String> mailed(String text) {
        for (JsonNode mail : http().get("/mail/api/messages", Optional.empty()).json()) {
            String whole = http().get("/mail/api/messages/" + mail.path("id").asText(), Optional.empty())
                    .json()
                    .path("text")
                    .asText();
            Matcher link = LINK.matcher(whole);
            if (whole.contains(text) && link.find()) {
                return Optional.of(link.group(1));
            }
        }
        return Optional.empty();
    }

    private static final class Shared {

        static final RunningHub HUB = start();

        private static RunningHub start() {
            try {
                Path data = Files.createTempDirectory("meterport-hub-");
                MadeKeys.into(data);
                Map<String, String> settings = Launch.freePorts();
                settings.put("meterport.data", data.toString());
                settings.put("meterport.broker.in-vm-id", "77");
                settings.put("meterport.broker.max-redelivery-delay", "2s");
                settings.put("meterport.usage.history-months", "240");
                settings.put("logging.threshold.console", "WARN");
                // Tests of one run call more often than a caller may; the limits have tests of their own.
                settings.put("meterport.limits.calls.quota", "0");
                settings.put("meterport.limits.registrations.quota", "0");
                settings.put("meterport.limits.all-registrations.quota", "0");
                Hub hub = Hub.start(RouteUnderTest.projectRoot(), settings);
                Runtime.getRuntime()
                        .addShutdownHook(new Thread(
                                () -> {
                                    hub.close();
                                    delete(data);
                                },
                                "stop-shared-hub"));
                return new RunningHub(hub, data);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        private static void delete(Path folder) {
            try (var files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            } catch (IOException left) {
                throw new UncheckedIOException(left);
            }
        }
    }
}
