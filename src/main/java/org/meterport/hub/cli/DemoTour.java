package org.meterport.hub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.meterport.components.intervalfile.Channel;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.LseWriter;
import org.meterport.components.intervalfile.SmtCsvWriter;
import org.meterport.components.intervalfile.SmtReadingString;
import org.meterport.hub.app.Hub;
import org.meterport.hub.cli.HttpCaller.Answer;
import org.meterport.hub.sandbox.Neighbourhood;
import org.meterport.hub.sandbox.Premise;
import org.meterport.hub.sandbox.SandboxDevice;
import org.meterport.hub.sandbox.adapter.SandboxAccounts;

/** The four links of the chain, walked as their users would, with a check after each step. */
final class DemoTour {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final DateTimeFormatter SMT_DATE = DateTimeFormatter.ofPattern("MM/dd/yyyy", Locale.ROOT);
    private static final Pattern CONSENT_LINK = Pattern.compile("(/consent/[A-Za-z0-9._~-]+)");

    private final Hub hub;
    private final Path data;
    private final Screen screen;
    private final SandboxAccounts accounts;
    private final Neighbourhood neighbourhood;
    private final Premise premise;
    private final String tdsp;
    private final SSLContext trust;
    private final HttpCaller http;
    private int passed;
    private int failed;

    DemoTour(Hub hub, Path data, Screen screen) {
        this.hub = hub;
        this.data = data;
        this.screen = screen;
        this.accounts = hub.part(SandboxAccounts.class);
        this.neighbourhood = hub.part(Neighbourhood.class);
        this.premise = neighbourhood.premises().stream()
                .filter(one -> one.devices().stream().anyMatch(DemoTour::isDisplay))
                .findFirst()
                .orElseThrow();
        this.tdsp = SandboxAccounts.tdspOf(premise.esiid());
        try {
            this.trust = FileClient.trusting(data.resolve("tls/ca.crt"));
        } catch (IOException missing) {
            throw new CommandFailed(String.valueOf(missing.getMessage()));
        }
        this.http = new HttpCaller("https://localhost:" + hub.setting("meterport.http.https-port"), trust);
    }

    int passed() {
        return passed;
    }

    int failed() {
        return failed;
    }

    void walk() {
        try {
            // days before those the sandbox holds, so that every reading below came through this file
            LocalDate day = neighbourhood.firstDay().minusDays(3);
            List<DayReadings> sent = neighbourhood
                    .readings(premise, Channel.CONSUMPTION, day, day.plusDays(1))
                    .toList();
            usageIn(sent);
            String token = token();
            noGrantNoData(token, day);
            consent(token, "ENERGY_DATA", ",\"termMonths\":12", "To find you a cheaper plan");
            usageOut(token, sent);
            consent(token, "IN_HOME_DEVICE_SERVICES", "", "To tell you when power is cheap");
            homeDevice(token);
        } catch (IOException broken) {
            check(false, "the tour broke off: " + broken.getMessage());
        }
    }

    private void usageIn(List<DayReadings> days) throws IOException {
        screen.heading("1  Usage in: the utility " + tdsp + " drops files into its folder");
        byte[] csv = csv(days);
        byte[] lse = lse(neighbourhood
                .readings(
                        premise,
                        Channel.CONSUMPTION,
                        days.get(0).day().minusDays(1),
                        days.get(0).day().minusDays(1))
                .toList());
        byte[] bad = withUnknownFlagInLine(5, csv);
        try (FileClient sftp = FileClient.sftp(port("sftp"), KnownHost.of(data), tdsp, accounts.tdspPassword(tdsp));
                FileClient ftps = FileClient.ftps(port("ftps"), trust, tdsp, accounts.tdspPassword(tdsp))) {
            JsonNode stored = hand(sftp, "SFTP", "demo.csv", csv);
            check(stored.path("status").asText().equals("STORED"), "the SMT interval CSV is stored: " + counts(stored));
            JsonNode again = hand(ftps, "FTPS", "demo-again.csv", csv);
            check(again.path("status").asText().equals("UNCHANGED"), "the same content again changes nothing");
            JsonNode other = hand(ftps, "FTPS", "demo.lse", lse);
            check(other.path("status").asText().equals("STORED"), "the LSE file is stored: " + counts(other));
            JsonNode refused = hand(sftp, "SFTP", "demo-bad.csv", bad);
            check(
                    refused.path("status").asText().equals("REJECTED")
                            && refused.path("line").asInt() == 5,
                    "a bad file is moved aside whole; its report says: line " + refused.path("line") + ", "
                            + refused.path("detail").asText());
        }
    }

    private static byte[] withUnknownFlagInLine(int number, byte[] csv) {
        String[] lines = new String(csv, StandardCharsets.US_ASCII).split("\r\n", -1);
        lines[number - 1] = lines[number - 1].replaceFirst(",[AE],", ",X,");
        return String.join("\r\n", lines).getBytes(StandardCharsets.US_ASCII);
    }

    private JsonNode hand(FileClient client, String protocol, String name, byte[] content) throws IOException {
        screen.wire(">", protocol + " put inbound/" + name + " (" + content.length + " bytes)");
        client.put("inbound/" + name, new ByteArrayInputStream(content));
        JsonNode note = Poll.until("the hub's answer to " + name, PATIENCE, () -> ImportCommand.note(client, name));
        screen.wire("<", note.toString());
        return note;
    }

    private String token() {
        screen.heading("2  Consent: a Third Party asks, the customer decides with one click");
        var company = SandboxAccounts.BLUEBONNET;
        screen.wire(">", "POST /v2/token/ {\"username\":\"" + company.apiUser() + "\",\"password\":\"...\"}");
        Answer answer = http.post(
                "/v2/token/",
                Optional.empty(),
                "{\"username\":\"" + company.apiUser() + "\",\"password\":\"" + accounts.apiPassword(company) + "\"}");
        check(answer.status() == 200, "the API user " + company.apiUser() + " has a token for an hour");
        return answer.json().path("accessToken").asText();
    }

    private void noGrantNoData(String token, LocalDate day) {
        Answer answer = intervals(token, day, day, "API");
        screen.wire("<", answer.status() + " " + answer.body());
        check(answer.status() == 401, "without a grant there is no data");
    }

    private void consent(String token, String kind, String term, String purpose) {
        String body =
                "{\"items\":[{\"kind\":\"" + kind + "\",\"esiids\":[\"" + premise.esiid() + "\"],\"customerEmail\":\""
                        + premise.customer().email() + "\",\"purpose\":\"" + purpose + "\"" + term + "}]}";
        screen.wire(">", "POST /api/v1/invitations " + body);
        Answer answer = http.post("/api/v1/invitations", Optional.of(token), body);
        screen.wire("<", answer.status() + " " + answer.body());
        JsonNode result = answer.json().path("results").path(0);
        check(answer.status() == 202 && result.has("invitationId"), "the invitation is accepted and durable");
        String link = Poll.until("the invitation's e-mail", PATIENCE, () -> mailedLink(purpose));
        screen.wire(
                "<",
                "SMTP: an e-mail to " + premise.customer().email() + " with one link, " + link.substring(0, 24)
                        + "...");
        Answer page = http.get(link, Optional.empty());
        check(
                page.status() == 200 && page.body().contains("Bluebonnet"),
                "the page behind the link says who asks; opening it changes nothing");
        screen.wire(">", "POST " + link.substring(0, 24) + "...?answer=accept");
        Answer click = http.postForm(link + "?answer=accept");
        check(click.status() == 303 || click.status() == 200, "one click accepts, no account needed");
        String agreement = result.path("agreementId").asText();
        JsonNode active =
                http.get("/api/v1/agreements/" + agreement, Optional.of(token)).json();
        screen.wire(
                "<",
                "GET /api/v1/agreements/" + agreement + " "
                        + active.path("status").asText() + " until "
                        + active.path("endsAt").asText("ended"));
        check(active.path("status").asText().equals("ACTIVE"), "the agreement is active");
    }

    private Optional<String> mailedLink(String purpose) {
        JsonNode mails = http.get("/mail/api/messages", Optional.empty()).json();
        JsonNode list = mails.isArray() ? mails : mails.path("items");
        for (JsonNode mail : list) {
            String whole = http.get("/mail/api/messages/" + mail.path("id").asText(), Optional.empty())
                    .json()
                    .path("text")
                    .asText();
            Matcher link = CONSENT_LINK.matcher(whole);
            if (whole.contains(purpose) && link.find()) {
                return Optional.of(link.group(1));
            }
        }
        return Optional.empty();
    }

    private void usageOut(String token, List<DayReadings> sent) throws IOException {
        screen.heading("3  Usage out: readings in the reply, and as a file over FTPS and SFTP");
        LocalDate first = sent.get(0).day();
        LocalDate last = sent.get(sent.size() - 1).day();
        Answer reply = intervals(token, first, last, "API");
        screen.wire("<", reply.body());
        JsonNode rows = reply.json().path("energyData");
        boolean equal = rows.size() == sent.size();
        for (int i = 0; equal && i < sent.size(); i++) {
            equal = rows.get(i).path("RD").asText().equals(SmtReadingString.of(sent.get(i)));
        }
        check(reply.status() == 200 && equal, "the reply holds what the utility sent, interval by interval");

        Answer ack = intervals(token, first, last, "FTP");
        screen.wire("<", ack.body());
        String report = ack.json().path("correlationId").asText();
        JsonNode delivered = Poll.until("the report " + report, PATIENCE, () -> {
            JsonNode now =
                    http.get("/api/v1/reports/" + report, Optional.of(token)).json();
            return now.path("percent").asInt() < 100 ? Optional.empty() : Optional.of(now);
        });
        screen.wire("<", "GET /api/v1/reports/" + report + " " + delivered);
        String file = "adhocusage/" + delivered.path("fileName").asText();
        var company = SandboxAccounts.BLUEBONNET;
        String password = accounts.filePassword(company);
        try (FileClient ftps = FileClient.ftps(port("ftps"), trust, company.fileUser(), password);
                FileClient sftp = FileClient.sftp(port("sftp"), KnownHost.of(data), company.fileUser(), password)) {
            String overFtps = ftps.text(file);
            String overSftp = sftp.text(file);
            screen.wire(
                    "<",
                    overFtps.lines().limit(3).reduce((a, b) -> a + "\n" + b).orElse(""));
            long kilowattHours = overFtps.lines().skip(1).count();
            check(
                    overFtps.equals(overSftp) && overFtps.equals(new String(csv(sent), StandardCharsets.US_ASCII)),
                    kilowattHours + " rows over FTPS and the same bytes over SFTP, equal to what the utility sent");
        }
        var stranger = SandboxAccounts.LONESTAR;
        try (FileClient other = FileClient.sftp(
                port("sftp"), KnownHost.of(data), stranger.fileUser(), accounts.filePassword(stranger))) {
            check(
                    other.list("/").stream().noneMatch("adhocusage"::equals),
                    "another Third Party's folder shows none of it");
        }
    }

    private Answer intervals(String token, LocalDate from, LocalDate to, String mode) {
        String body = "{\"trans_id\":\"demo-" + mode + "-" + from + "\",\"requestorID\":\""
                + SandboxAccounts.BLUEBONNET.apiUser() + "\",\"requesterType\":\"CSP\",\"startDate\":\""
                + SMT_DATE.format(from) + "\",\"endDate\":\"" + SMT_DATE.format(to) + "\",\"deliveryMode\":\"" + mode
                + "\",\"reportFormat\":\"" + (mode.equals("API") ? "JSON" : "CSV")
                + "\",\"version\":\"L\",\"readingType\":\"C\",\"esiid\":[\"" + premise.esiid()
                + "\"],\"SMTTermsandConditions\":\"Y\"}";
        screen.wire(">", "POST /v2/15minintervalreads/ " + body);
        return http.post("/v2/15minintervalreads/", Optional.of(token), body);
    }

    private void homeDevice(String token) {
        screen.heading("4  Home device: a text to a home and to one display");
        SandboxDevice display = premise.devices().stream()
                .filter(DemoTour::isDisplay)
                .findFirst()
                .orElseThrow();
        Premise ungranted =
                neighbourhood.premises().get(neighbourhood.premises().size() - 1);
        String body = "{\"addresses\":[{\"esiid\":\"" + premise.esiid() + "\",\"device\":\"" + display.address()
                + "\"},{\"esiid\":\"" + ungranted.esiid()
                + "\"}],\"text\":\"Power is cheap from 9 pm\",\"durationMinutes\":60}";
        screen.wire(">", "POST /api/v1/han/text-messages " + body);
        Answer answer = http.post("/api/v1/han/text-messages", Optional.of(token), body);
        screen.wire("<", answer.status() + " " + answer.body());
        check(answer.status() == 202, "the text is accepted and durable");
        String request = answer.json().path("id").asText();
        JsonNode targets = Poll.until("word from the display", PATIENCE, () -> {
            JsonNode now = http.get("/api/v1/han/requests/" + request + "/targets", Optional.of(token))
                    .json()
                    .path("items");
            return now.path(0).path("status").asText().equals("DEVICE_DELIVERED") ? Optional.of(now) : Optional.empty();
        });
        targets.forEach(target -> screen.wire("<", target.toString()));
        check(true, "the display read the frame with a decoder of its own and answered");
        check(
                targets.path(1).path("code").asText().equals("HAN-202"),
                "the home without an agreement got nothing; its line says why");
    }

    private static boolean isDisplay(SandboxDevice device) {
        return device.kind() == SandboxDevice.Kind.DISPLAY;
    }

    private static String counts(JsonNode note) {
        return note.path("days") + " days, " + note.path("readings") + " readings";
    }

    private static byte[] csv(List<DayReadings> days) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var writer = new SmtCsvWriter(bytes)) {
            for (DayReadings day : days) {
                writer.write(day);
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] lse(List<DayReadings> days) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var writer = new LseWriter(bytes)) {
            for (DayReadings day : days) {
                writer.write(day);
            }
        }
        return bytes.toByteArray();
    }

    private int port(String server) {
        return Integer.parseInt(hub.setting("meterport.filedrop." + server + "-port"));
    }

    private void check(boolean holds, String claim) {
        if (holds) {
            passed++;
            screen.good(claim);
        } else {
            failed++;
            screen.bad(claim);
        }
    }
}
