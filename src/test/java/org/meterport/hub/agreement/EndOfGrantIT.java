package org.meterport.hub.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.app.TestHub;
import org.meterport.hub.mail.MailSink;
import org.meterport.hub.party.SecretHashes;
import org.meterport.hub.premise.CustomerId;
import org.meterport.hub.schedule.RunSchedules;
import org.meterport.hub.secrets.SecretFolder;
import org.meterport.hub.shared.ThirdPartyId;

/**
 * What happens when a grant ends, whatever ends it, on two nodes of one database: the end comes in at the first, and the
 * second must know it. Reports and messages that wait then are held back until the grant has ended.
 */
class EndOfGrantIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger HOMES = new AtomicInteger();
    private static final List<String> HELD_BACK = List.of("report-build", "han-dispatch", "han-dispatch-few");

    private static MailSink mails;
    private static TestHub first;
    private static TestHub second;
    private static SampleAgreements samples;

    /** Everything that ends a grant in force; one-time data is a case of its own below. */
    private enum End {
        CUSTOMER,
        THIRD_PARTY,
        TERM,
        MOVE_OUT,
        SUSPENSION
    }

    @BeforeAll
    static void start() {
        mails = new MailSink(0);
        first = TestHub.start(Map.of("meterport.mail.port", String.valueOf(mails.port())));
        second = TestHub.beside(first, Map.of("meterport.mail.port", String.valueOf(mails.port())));
        samples = new SampleAgreements(first.database(), Clock.systemUTC());
        samples.reset();
        String hash = first.part(SecretHashes.class).hash("secret");
        for (String party : List.of("bluebonnet", "lonestar")) {
            first.database()
                    .jdbc()
                    .update(
                            "INSERT INTO api_credential VALUES (?, ?, ?, 'ACTIVE', now())",
                            party + "-api",
                            "tp_" + party,
                            hash);
        }
    }

    @AfterAll
    static void stop() {
        second.close();
        first.close();
        mails.close();
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void cStopsEverythingOnEveryNodeAtOnceAndAccountsForWhatWaited(End end) throws Exception {
        String party = end == End.SUSPENSION ? "lonestar" : "bluebonnet";
        var company = new ThirdPartyId("tp_" + party);
        int home = HOMES.incrementAndGet();
        String esiid = "10443720000005%03d".formatted(home);
        var customer = new CustomerId("cus_end" + home);
        String email = "end-" + home + "@example.com";
        samples.household(customer, email, esiid);
        Agreement data = granted(company, customer, Samples.scope(Term.ofMonths(12), esiid));
        Agreement services = granted(
                company,
                customer,
                new Scope(
                        AgreementKind.IN_HOME_DEVICE_SERVICES,
                        Set.of(),
                        Term.UNTIL_ENDED,
                        List.of(esiid),
                        "To tell you prices"));
        String bearer = bearer(party);
        assertThat(read(first, bearer, esiid)).doesNotContain("USG-201");
        assertThat(read(second, bearer, esiid)).doesNotContain("USG-201");
        String schedule = json(post(
                        first,
                        "/api/v1/schedules",
                        bearer,
                        "{\"kind\":\"INTERVALS\",\"frequency\":\"DAILY\",\"esiids\":[\"" + esiid + "\"]}"))
                .path("id")
                .asText();
        hold(true);
        String report = json(post(
                        first,
                        "/api/v1/reports",
                        bearer,
                        "{\"kind\":\"INTERVALS\",\"esiids\":[\"" + esiid
                                + "\"],\"from\":\"2026-01-01\",\"to\":\"2026-01-02\"}"))
                .path("id")
                .asText();
        String text = json(post(
                        first,
                        "/api/v1/han/text-messages",
                        bearer,
                        "{\"addresses\":[{\"esiid\":\"" + esiid + "\"}],\"text\":\"Hello\",\"durationMinutes\":60}"))
                .path("id")
                .asText();
        String page = "/my/"
                + first.part(SignedLinks.class).customer(customer, Instant.now().plus(Duration.ofHours(1)));
        assertThat(second.send(second.request(page)).body()).contains("End this access");

        end(end, company, bearer, page, esiid, data, services);
        long ended = System.nanoTime();

        String readThere = read(second, bearer, esiid);
        String readHere = read(first, bearer, esiid);
        assertThat(System.nanoTime() - ended).isLessThan(TimeUnit.SECONDS.toNanos(1));
        String refusal = end == End.SUSPENSION ? "PTY-201" : "USG-201";
        assertThat(readThere).contains(refusal);
        assertThat(readHere).contains(refusal);
        hold(false);
        second.part(RunSchedules.class).run();
        assertThat(second.send(second.request(page)).body()).doesNotContain("End this access");
        assertThat(mails.next(email).text()).contains(companyName(party));
        String desk = "desk@" + party + ".example";
        // of this agreement or its twin, in whichever order
        assertThat(mails.next(desk).text() + mails.next(desk).text())
                .contains(data.id().value(), services.id().value());
        // what waited is told to whoever may ask again
        if (end == End.SUSPENSION) {
            operator("/operator/v1/third-parties/" + company + "/approve", "");
        }
        assertThat(json(get(second, "/api/v1/schedules/" + schedule, bearer))
                        .path("status")
                        .asText())
                .isEqualTo("ENDED");
        JsonNode line = until(
                () -> json(get(second, "/api/v1/han/requests/" + text + "/targets", bearer))
                        .at("/items/0"),
                found -> found.path("status").asText().equals("REJECTED_BY_HUB"));
        assertThat(line.path("code").asText()).isEqualTo("HAN-202");
        JsonNode built = until(
                () -> json(get(second, "/api/v1/reports/" + report, bearer)),
                found -> !List.of("QUEUED", "RUNNING")
                        .contains(found.path("status").asText()));
        assertThat(built.path("status").asText()).isEqualTo("EMPTY");
        assertThat(built.path("bytes").asInt()).isZero();
        assertThat(built.at("/refused/0/code").asText()).as("why").isEqualTo("USG-201");
    }

    private static void end(
            End end,
            ThirdPartyId company,
            String bearer,
            String page,
            String esiid,
            Agreement data,
            Agreement services) {
        switch (end) {
            case CUSTOMER -> {
                for (Agreement one : List.of(data, services)) {
                    assertThat(first.send(first.request(page)
                                            .header("Content-Type", "application/x-www-form-urlencoded")
                                            .POST(BodyPublishers.ofString("wish=end&agreement="
                                                    + one.id().value())))
                                    .statusCode())
                            .isEqualTo(303);
                }
            }
            case THIRD_PARTY -> {
                for (Agreement one : List.of(data, services)) {
                    assertThat(post(first, "/api/v1/agreements/" + one.id() + "/end", bearer, "")
                                    .statusCode())
                            .isEqualTo(200);
                }
            }
            case TERM -> {
                // the services agreement has no term; its company gives it back
                post(first, "/api/v1/agreements/" + services.id() + "/end", bearer, "");
                first.database()
                        .jdbc()
                        .update(
                                "UPDATE agreement SET starts_at = now() - interval '1 year', ends_at = now() WHERE id = ?",
                                data.id().value());
                first.part(AdvanceAgreements.class).advance();
            }
            case MOVE_OUT ->
                operator(
                        "/operator/v1/premise-events",
                        "{\"items\":[{\"kind\":\"MOVED_OUT\",\"esiid\":\"" + esiid + "\"}]}");
            case SUSPENSION -> operator("/operator/v1/third-parties/" + company + "/suspend", "");
        }
    }

    private static Agreement granted(ThirdPartyId company, CustomerId customer, Scope scope) {
        Agreement made = samples.active(company, scope);
        first.database()
                .jdbc()
                .update(
                        "UPDATE agreement SET customer_id = ? WHERE id = ?",
                        customer.value(),
                        made.id().value());
        return made;
    }

    private static void hold(boolean hold) throws Exception {
        for (TestHub node : List.of(first, second)) {
            var routes = node.part(CamelContext.class).getRouteController();
            for (String flow : HELD_BACK) {
                if (hold) {
                    routes.suspendRoute(flow);
                } else {
                    routes.resumeRoute(flow);
                }
            }
        }
    }

    private interface Look {
        JsonNode look() throws IOException;
    }

    private static JsonNode until(Look look, Predicate<JsonNode> good) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        JsonNode found = look.look();
        while (!good.test(found)) {
            assertThat(System.nanoTime()).as(found.toString()).isLessThan(deadline);
            LockSupport.parkNanos(50_000_000);
            found = look.look();
        }
        return found;
    }

    private static String companyName(String party) {
        return party.equals("bluebonnet") ? "Bluebonnet Energy" : "Lone Star Savings";
    }

    private static String read(TestHub node, String bearer, String esiid) {
        return get(node, "/api/v1/usage/" + esiid + "/intervals?from=2026-01-01&to=2026-01-01", bearer)
                .body();
    }

    private static HttpResponse<String> operator(String path, String body) {
        String login = Base64.getEncoder()
                .encodeToString(("operator:" + first.part(SecretFolder.class).secret("operator-password"))
                        .getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> reply = send(first, path, "Basic " + login, BodyPublishers.ofString(body));
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return reply;
    }

    private static String bearer(String party) throws IOException {
        HttpResponse<String> reply = first.send(first.request("/v2/token/")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"username\":\"" + party + "-api\",\"password\":\"secret\"}")));
        return "Bearer " + JSON.readTree(reply.body()).path("accessToken").asText();
    }

    private static HttpResponse<String> get(TestHub node, String path, String bearer) {
        return node.send(node.request(path).header("Authorization", bearer));
    }

    private static HttpResponse<String> post(TestHub node, String path, String bearer, String body) {
        return send(node, path, bearer, BodyPublishers.ofString(body));
    }

    private static HttpResponse<String> send(
            TestHub node, String path, String authorization, HttpRequest.BodyPublisher body) {
        return node.send(node.request(path)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(body));
    }

    private static JsonNode json(HttpResponse<String> reply) throws IOException {
        assertThat(reply.statusCode()).as(reply.body()).isBetween(200, 299);
        return JSON.readTree(reply.body());
    }
}
