package org.meterport.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterport.hub.cli.ContractCalls.Call;
import org.meterport.hub.sandbox.Premise;
import org.meterport.hub.sandbox.adapter.SandboxAccounts;
import org.meterport.hub.secrets.SecretFolder;

/** What comes over HTTP and makes no sense gets an answer in the API's own shape, and changes nothing. */
class MalformedInputIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JSON_TYPE = "application/json";

    private final RunningHub hub = RunningHub.shared();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base = "http://127.0.0.1:" + hub.hub().setting("meterport.http.port");
    private final String token = hub.token(SandboxAccounts.BLUEBONNET);
    private final String operator = "Basic "
            + Base64.getEncoder()
                    .encodeToString(bytes("operator:"
                            + new SecretFolder(hub.data().resolve("secrets"), new SecureRandom())
                                    .secret("operator-password")));

    private Map<String, Long> before = Map.of();

    /** A call that takes neither a body nor an id reads nothing that could be malformed. */
    static Stream<Call> posts() throws IOException {
        return ContractCalls.of("post").stream()
                .filter(call -> call.hasBody() || call.path().contains("{"));
    }

    static Stream<Call> gets() throws IOException {
        return ContractCalls.of("get").stream();
    }

    @BeforeEach
    void count() {
        before = StoredRows.atRest(hub);
    }

    @ParameterizedTest
    @MethodSource("posts")
    void refusesABodyThatIsNotAnObjectOfTheContract(Call call) throws Exception {
        String nested = "[".repeat(10_000) + "]".repeat(10_000);
        String objects = "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000);
        List<String> bodies = List.of(
                "",
                " ",
                "{",
                "}",
                "nul",
                "null",
                "[]",
                "7",
                "\"x\"",
                "{\"a\":1,}",
                "{'a':1}",
                "\u0000",
                "\uFEFF{",
                "<xml/>",
                "{\"a\":" + "9".repeat(2_000) + "}",
                nested,
                objects,
                "{} {}");

        for (String body : bodies) {
            HttpResponse<String> answer = post(call.at("no_such_thing"), JSON_TYPE, bytes(body));

            refused(answer, body.length() > 60 ? body.substring(0, 60) : body);
        }
        assertThat(StoredRows.of(hub)).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("posts")
    void refusesABodyThatIsTooLarge(Call call) throws Exception {
        int most = Integer.parseInt(hub.hub().setting("meterport.api.max-body-bytes"));
        String body = "{\"x\":\"" + "y".repeat(most) + "\"}";

        HttpResponse<String> answer = post(call.at("no_such_thing"), JSON_TYPE, bytes(body));

        refused(answer, "a huge body");
        if (call.hasBody()) {
            assertThat(answer.statusCode()).isEqualTo(413);
        }
        assertThat(StoredRows.of(hub)).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("posts")
    void refusesUnknownContentTypes(Call call) throws Exception {
        for (String type : List.of(
                "application/xml",
                "multipart/form-data; boundary=x",
                "image/png",
                "application/json; charset=utf-99")) {
            refused(post(call.at("no_such_thing"), type, bytes("{\"x\":")), type);
        }
        if (call.hasBody()) {
            HttpResponse<String> xml = post(call.at("x"), "application/xml", bytes("<x/>"));
            assertThat(xml.statusCode()).as(xml.body()).isEqualTo(415);
            assertThat(post(call.at("x"), "nonsense", bytes("{}")).statusCode()).isBetween(400, 415);
        }
        assertThat(StoredRows.of(hub)).isEqualTo(before);
    }

    /** Each place takes a third of the odd values, and each value stands in a third of the places. */
    @ParameterizedTest
    @MethodSource("posts")
    void answersOddValuesInTheShapeOfTheApi(Call call) throws Exception {
        answersOddValues(call, 3);
    }

    @Tag("nightly")
    @ParameterizedTest
    @MethodSource("posts")
    void answersEveryOddValueInEveryPlaceInTheShapeOfTheApi(Call call) throws Exception {
        answersOddValues(call, 1);
    }

    /** @param share of all pairs of a value and a place one in so many is tried */
    private void answersOddValues(Call call, int share) throws Exception {
        List<String> odd = List.of(
                "null",
                "true",
                "-1",
                "1e400",
                "99999999999999999999",
                "0.5",
                "\"\"",
                "\"\\u0000\"",
                "\"\\ud800\"",
                "\"'; DROP TABLE agreement; --\"",
                "[]",
                "{}",
                "[[[]]]",
                "\"" + "x".repeat(100_000) + "\"");

        Map<String, Long> rows = before;
        for (int v = 0; v < odd.size(); v++) {
            String value = odd.get(v);
            List<JsonNode> bodies = inTheSandbox(call).withEachValue(JSON.readTree(value));
            for (int place = v % share; place < bodies.size(); place += share) {
                JsonNode body = bodies.get(place);
                HttpResponse<String> answer = post(call.at("no_such_thing"), JSON_TYPE, JSON.writeValueAsBytes(body));

                String sent = body.toString();
                String as = call.id() + " " + sent.substring(0, Math.min(400, sent.length())) + " -> " + answer.body();
                assertThat(answer.statusCode()).as(as).isLessThan(500);
                JSON.readTree(answer.body());
                if (answer.statusCode() >= 400) {
                    refused(answer, as);
                } else {
                    rows = StoredRows.atRest(hub);
                }
            }
            assertThat(StoredRows.of(hub)).as(call.id() + " " + value).isEqualTo(rows);
        }
    }

    @ParameterizedTest
    @MethodSource("gets")
    void answersOddAddressesWithAProblem(Call call) throws Exception {
        for (String id : List.of(
                "%00",
                "..%2f..%2fetc",
                "%2e%2e",
                "a%20b",
                "%C3%28",
                "'%20OR%20'1'='1",
                "%3Cscript%3E",
                "%F0%9F%92%A9",
                "a;b=c",
                "%0d%0aX:y",
                "%5c",
                "x".repeat(5_000))) {
            HttpResponse<String> answer = get(call.at(id));

            if (!call.at(id).equals(call.path())) {
                refused(answer, call.id() + " " + id);
            }
        }
        for (String name : call.query()) {
            for (String value : List.of("%00", "%C3%28", "-1", "0", "x", "1e9", "99999999999", "%F0%9F%92%A9", "'")) {
                HttpResponse<String> answer = get(call.at("10443720000000011") + "?" + name + "=" + value);
                String as = call.id() + " " + name + "=" + value + " -> " + answer.body();

                assertThat(answer.statusCode()).as(as).isLessThan(500);
                JSON.readTree(answer.body());
            }
        }
        assertThat(StoredRows.of(hub)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/agreements?limit=0",
                "/api/v1/agreements?limit=501",
                "/api/v1/agreements?limit=x",
                "/api/v1/agreements?limit=1&limit=2",
                "/api/v1/agreements?cursor=!!!",
                "/api/v1/agreements?cursor=AA%3D%3D",
                "/api/v1/agreements?cursor=%00",
                "/api/v1/agreements?status=LOST",
                "/api/v1/agreements?esiid=%00",
                "/api/v1/invitations?batchId=%00",
                "/api/v1/invitations?cursor=AA%3D%3D",
                "/api/v1/usage/ESIID/intervals",
                "/api/v1/usage/ESIID/intervals?from=2026-13-01&to=2026-01-02",
                "/api/v1/usage/ESIID/intervals?from=%2B999999999-12-31&to=%2B999999999-12-31",
                "/api/v1/usage/ESIID/intervals?from=-999999999-01-01&to=2026-01-02",
                "/api/v1/usage/ESIID/intervals?from=2026-01-02&to=2026-01-01",
                "/api/v1/usage/ESIID/intervals?from=2026-01-01&to=2026-01-02&intervalSeconds=0",
                "/api/v1/usage/ESIID/intervals?from=2026-01-01&to=2026-01-02&intervalSeconds=99999999999",
                "/api/v1/usage/ESIID/intervals?from=2026-01-01&to=2026-01-02&channel=HEAT",
                "/api/v1/usage/ESIID/intervals?from=2026-01-01&to=2026-01-02&revisions=some",
                "/api/v1/usage/%00/intervals?from=2026-01-01&to=2026-01-02"
            })
    void refusesBadParametersWith400(String address) throws Exception {
        HttpResponse<String> answer =
                get(address.replace("ESIID", hub.premise(26).esiid().value()));

        refused(answer, address);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/agreements/a b HTTP/1.1",
                "GET /api/v1/agreements/<x> HTTP/1.1",
                "GET /api/v1/agreements/% HTTP/1.1",
                "GET /api/v1/agreements/%zz HTTP/1.1",
                "GET /api/v1/../../etc/passwd HTTP/1.1",
                "GET \\api\\v1 HTTP/1.1",
                "GET /api/v1/agreements/\u0001 HTTP/1.1",
                "GET /api/v1/agreements?limit=\"1\" HTTP/1.1",
                "PROPFIND /api/v1/agreements HTTP/1.1",
                "TRACE /api/v1/agreements HTTP/1.1",
                "GET /api/v1/agreements HTTP/9.9",
                "utter nonsense",
                "GET / HTTP/1.1\r\nHost: a b"
            })
    void neverAnswersAPageToALineThatIsNotHttp(String line) throws Exception {
        String answer =
                raw(line + "\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).doesNotContainIgnoringCase("<html").doesNotContain(" 200 ");
        assertThat(StoredRows.of(hub)).isEqualTo(before);
    }

    @Test
    void isNotSteeredByCamelHeaders() throws Exception {
        String plain = get("/api/v1/agreements?limit=1").body();

        HttpResponse<String> steered = client.send(
                request("/api/v1/agreements?limit=1")
                        .header("CamelHttpResponseCode", "299")
                        .header("CamelHttpUri", "file:///etc/passwd")
                        .header("CamelHttpPath", "/api/v1/reports/x")
                        .header("CamelBeanMethodName", "end")
                        .header("camelfilename", "../../x")
                        .header("CamelJmsDestinationName", "other")
                        .GET()
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(steered.statusCode()).isEqualTo(200);
        assertThat(steered.body()).isEqualTo(plain);
        assertThat(steered.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("camel"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit", "cursor", "status", "esiid"})
    void refusesAHeaderThatPosesAsAParameter(String name) throws Exception {
        HttpResponse<String> answer = client.send(
                request("/api/v1/agreements").header(name, "1").GET().build(), HttpResponse.BodyHandlers.ofString());

        refused(answer, name);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(name);
    }

    @Test
    void refusesATextToTenThousandAndOneAddressesWhole() throws Exception {
        Premise premise = hub.premise(26);
        String addresses = IntStream.rangeClosed(1, 10_001)
                .mapToObj(i -> String.format(
                        "{\"esiid\":\"%s\",\"device\":\"00:0D:6F:00:0A:%02X:%02X:%02X\"}",
                        premise.esiid(), i >> 16, i >> 8 & 0xFF, i & 0xFF))
                .collect(Collectors.joining(","));

        HttpResponse<String> answer = post(
                "/api/v1/han/text-messages",
                JSON_TYPE,
                bytes("{\"addresses\":[" + addresses + "],\"text\":\"All\",\"durationMinutes\":60}"));

        refused(answer, "10,001 addresses");
        assertThat(answer.body()).contains("10000");
        assertThat(StoredRows.of(hub)).isEqualTo(before);
    }

    /** A refusal has a client error's status and a stable code with a sentence, and is never a page. */
    private static void refused(HttpResponse<String> answer, String sent) throws IOException {
        assertThat(answer.statusCode()).as(sent + " -> " + answer.body()).isBetween(400, 499);
        String type = answer.headers().firstValue("Content-Type").orElse("");
        assertThat(type).as(sent + " -> " + answer.body()).contains("json");
        JsonNode body = JSON.readTree(answer.body());
        String code = body.path("code").asText(body.path("errorCode").asText());
        String sentence = body.path("detail").asText(body.path("errorMessage").asText());
        assertThat(code).as(answer.body()).isNotBlank();
        assertThat(sentence).as(answer.body()).isNotBlank().doesNotContain("Exception", "org.", "java.");
    }

    private Call inTheSandbox(Call call) throws IOException {
        Premise premise = hub.premise(27);
        String text = call.body()
                .toString()
                .replace("10443720000000011", premise.esiid().value())
                .replace("10443720000000022", premise.esiid().value())
                .replace("alma@example.com", premise.customer().email())
                .replace("\"M1\"", "\"" + premise.meterNumber() + "\"")
                .replace("10001", String.valueOf(premise.retailProvider().certificate()));
        return new Call(
                call.id(), call.path(), call.query(), text.isEmpty() ? JSON.createObjectNode() : JSON.readTree(text));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", path.startsWith("/operator") ? operator : "Bearer " + token);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String type, byte[] body) throws IOException, InterruptedException {
        return client.send(
                request(path)
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String raw(String request) throws IOException {
        int port = Integer.parseInt(hub.hub().setting("meterport.http.port"));
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
