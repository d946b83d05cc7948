package org.meterport.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.app.TestHub;
import org.meterport.hub.party.SecretHashes;
import org.meterport.hub.shared.StoppedClock;

/** What comes in by HTTP at a whole hub, the ways clients write it and attackers too. */
class HttpEdgeIT {

    private static final String CREDENTIALS = "{\"username\":\"bluebonnet-edge\",\"password\":\"right\"}";

    private static TestHub hub;

    private final ObjectMapper json = new ObjectMapper();

    @BeforeAll
    static void start() {
        hub = TestHub.start(Map.of("meterport.api.max-body-bytes", "100000"));
        new SampleAgreements(hub.database(), new StoppedClock(Samples.NOW)).reset();
        hub.database()
                .jdbc()
                .update(
                        "INSERT INTO api_credential VALUES ('bluebonnet-edge', 'tp_bluebonnet', ?, 'ACTIVE', now())",
                        hub.part(SecretHashes.class).hash("right"));
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/v2/token/, application/json",
        "/V2/Token, application/json; charset=utf-8",
        "/token, text/plain",
        "/TOKEN/, application/x-www-form-urlencoded",
        "/v2/token/, application/octet-stream"
    })
    void givesATokenHoweverTheCallIsWritten(String path, String contentType) throws IOException {
        HttpResponse<String> reply = post(path, contentType, CREDENTIALS);

        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(json.readTree(reply.body()).path("accessToken").asText()).isNotBlank();
        assertThat(reply.headers().firstValue("Request-Id").orElseThrow()).startsWith("req_");
        assertThat(reply.headers().map()).doesNotContainKeys("authorization", "user-agent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"username\":", "{}", "[]", "<a/>", "", "{\"username\":\"x\",\"password\":\"y\"} z"})
    void refusesABadBodyInSmtsShape(String body) throws IOException {
        HttpResponse<String> reply = post("/v2/token/", "application/json", body);

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(json.readTree(reply.body()).path("errorCode").asText()).startsWith("API-10");
    }

    @Test
    void refusesABodyAboveTheBoundWhetherItsLengthIsSaidOrNot() throws IOException {
        byte[] tooLong = (CREDENTIALS + " ".repeat(200_000)).getBytes(StandardCharsets.US_ASCII);

        for (var body : List.of(
                BodyPublishers.ofByteArray(tooLong),
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tooLong)))) {
            HttpResponse<String> reply = hub.send(hub.request("/v2/token/")
                    .header("Content-Type", "application/json")
                    .POST(body));

            assertThat(reply.statusCode()).isEqualTo(413);
            assertThat(json.readTree(reply.body()).path("errorCode").asText()).isEqualTo("API-103");
        }
        assertThat(post("/v2/token/", "application/json", CREDENTIALS + " ".repeat(90_000))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v2/token/, 405, API-302",
        "GET, /Token, 405, API-302",
        "DELETE, /v2/15minintervalreads/, 401, API-201",
        "GET, /v2/no-such-call/, 401, API-201"
    })
    void refusesInSmtsShapeOnSmtsPaths(String method, String path, int status, String code) throws IOException {
        HttpResponse<String> reply = hub.send(hub.request(path).method(method, BodyPublishers.noBody()));

        assertThat(reply.statusCode()).isEqualTo(status);
        assertThat(json.readTree(reply.body()).path("errorCode").asText()).isEqualTo(code);
    }

    @Test
    void refusesAnotherContentType() {
        assertThat(post("/v2/token/", "application/xml", "<token/>").statusCode())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/reports/rpt_0, 404, API-301",
        "/api/v1/usage/10443720000000011/intervals, 400, API-102",
        "/api/v1/usage/10443720000000011/intervals?from=x&to=2026-01-01, 400, API-102",
        "/api/v1/han/requests/han_0/targets?limit=0, 400, API-102",
        "/api/v1/no-such-thing, 404, API-301"
    })
    void refusesAsProblemsOnTheOwnApi(String path, int status, String code) throws IOException {
        HttpResponse<String> reply = hub.send(authorised(path));

        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
        JsonNode problem = json.readTree(reply.body());
        assertThat(problem.path("code").asText()).isEqualTo(code);
        assertThat(problem.path("requestId").asText())
                .isEqualTo(reply.headers().firstValue("Request-Id").orElseThrow());
        assertThat(reply.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
    }

    @Test
    void doesNotTakeAHeaderForAParameter() throws IOException {
        HttpResponse<String> reply = hub.send(authorised("/api/v1/usage/10443720000000011/intervals")
                .header("from", "2026-01-01")
                .header("to", "2026-01-01"));

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(json.readTree(reply.body()).path("code").asText()).isEqualTo("API-102");
    }

    @Test
    void takesNoTokenButItsOwn() throws IOException {
        String unsigned = "eyJhbGciOiJub25lIn0.eyJ0aGlyZF9wYXJ0eSI6InRwX2JsdWVib25uZXQifQ.";
        for (String token : List.of("x", unsigned, token() + "x")) {
            HttpResponse<String> reply =
                    hub.send(hub.request("/api/v1/invitations").header("Authorization", "Bearer " + token));

            assertThat(reply.statusCode()).isEqualTo(401);
            assertThat(json.readTree(reply.body()).path("code").asText()).isEqualTo("API-201");
        }
    }

    private HttpRequest.Builder authorised(String path) throws IOException {
        return hub.request(path).header("Authorization", "Bearer " + token());
    }

    private String token() throws IOException {
        return json.readTree(post("/v2/token/", "application/json", CREDENTIALS).body())
                .path("accessToken")
                .asText();
    }

    private static HttpResponse<String> post(String path, String contentType, String body) {
        return hub.send(hub.request(path).header("Content-Type", contentType).POST(BodyPublishers.ofString(body)));
    }
}
