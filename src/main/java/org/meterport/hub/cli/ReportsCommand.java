package org.meterport.hub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import javax.net.ssl.SSLContext;
import org.meterport.hub.cli.HttpCaller.Answer;
import org.meterport.hub.sandbox.adapter.SandboxAccounts;

/**
 * {@code ./meterport reports}: where the latest reports of one Third Party stand at the running hub, followed until none is
 * under way. Reads the same API as any partner.
 */
final class ReportsCommand {

    /** Of the user's secret, which has no place on a command line; without it the sandbox's own is taken. */
    static final String SECRET = "METERPORT_SECRET";

    private static final Set<String> UNDER_WAY = Set.of("QUEUED", "RUNNING");
    private static final int BAR = 20;
    private static final Duration PATIENCE = Duration.ofHours(6);

    private final Path root;
    private final Screen screen;

    ReportsCommand(Path root, Screen screen) {
        this.root = root;
        this.screen = screen;
    }

    void run(List<String> rest) {
        Arguments arguments = Arguments.of(rest, Set.of("user", "last"));
        var launch = new Launch(root, screen);
        Path data = launch.data(arguments.settings());
        String user = arguments.option("user").orElse(SandboxAccounts.BLUEBONNET.apiUser());
        int last = arguments.option("last").map(ReportsCommand::number).orElse(10);
        var http = new HttpCaller(
                "https://localhost:" + launch.setting(arguments.settings(), "meterport.http.https-port"), trust(data));
        String token = token(http, user, secret(data, user));
        List<JsonNode> first = reports(http, token, last);
        if (first.isEmpty()) {
            screen.line("No report has been asked for by " + user + "'s company.");
            return;
        }
        for (JsonNode report : first.stream().filter(ReportsCommand::isDone).toList()) {
            screen.line(line(report));
        }
        for (JsonNode report : first.stream().filter(one -> !isDone(one)).toList()) {
            screen.line(line(followed(http, token, report)));
        }
    }

    private JsonNode followed(HttpCaller http, String token, JsonNode report) {
        String id = report.path("id").asText();
        JsonNode done = Poll.until("the report " + id, PATIENCE, () -> {
            JsonNode now = http.get("/api/v1/reports/" + id, Optional.of(token)).json();
            screen.passing(line(now));
            return Optional.of(now).filter(ReportsCommand::isDone);
        });
        screen.clearPassing();
        return done;
    }

    private static boolean isDone(JsonNode report) {
        return !UNDER_WAY.contains(report.path("status").asText());
    }

    static String line(JsonNode report) {
        int percent = report.path("percent").asInt();
        int full = percent * BAR / 100;
        return "  [" + "#".repeat(full) + ".".repeat(BAR - full) + "] " + String.format(Locale.ROOT, "%3d", percent)
                + " %  "
                + report.path("status").asText() + "  " + report.path("done").asInt() + " of "
                + report.path("esiids").asInt() + " ESIIDs, "
                + report.path("refused").size() + " refused  "
                + report.path("kind").asText() + "  "
                + report.path("fileName").asText(report.path("id").asText());
    }

    private static List<JsonNode> reports(HttpCaller http, String token, int last) {
        Answer answer = http.get("/api/v1/reports?limit=" + last, Optional.of(token));
        if (answer.status() != 200) {
            throw new CommandFailed(answer.json().path("detail").asText("the hub answered " + answer.status()));
        }
        return StreamSupport.stream(answer.json().path("items").spliterator(), false)
                .toList();
    }

    private static String token(HttpCaller http, String user, String secret) {
        Answer answer = http.post(
                "/v2/token/",
                Optional.empty(),
                new ObjectMapper()
                        .createObjectNode()
                        .put("username", user)
                        .put("password", secret)
                        .toString());
        if (answer.status() != 200) {
            throw new CommandFailed("the hub gives " + user + " no token: put the right secret into " + SECRET);
        }
        return answer.json().path("accessToken").asText();
    }

    private static String secret(Path data, String user) {
        return Optional.ofNullable(System.getenv(SECRET))
                .orElseGet(() -> SandboxAccounts.COMPANIES.stream()
                        .filter(company -> company.apiUser().equals(user))
                        .findFirst()
                        .map(SandboxAccounts.of(data, new SecureRandom())::apiPassword)
                        .orElseThrow(() -> new CommandFailed("put the secret of " + user + " into " + SECRET)));
    }

    private static SSLContext trust(Path data) {
        try {
            return FileClient.trusting(data.resolve("tls/ca.crt"));
        } catch (IOException missing) {
            throw new CommandFailed("no hub has run on " + data + ": start one with ./meterport up");
        }
    }

    private static int number(String text) {
        if (!text.matches("[1-9][0-9]{0,2}") || Integer.parseInt(text) > 500) {
            throw new CommandFailed("--last is a number from 1 to 500");
        }
        return Integer.parseInt(text);
    }
}
