package org.meterport.hub.api.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.han.HanProblem;
import org.meterport.hub.routing.RouteUnderTest;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Unavailable;

/** The first and the last step of every operation, and its error policy, around a bean of the test's. */
class ApiEntryTest {

    private static final String GOOD =
            "{\"addresses\":[{\"esiid\":\"10443720000000011\"}],\"text\":\"Hi\",\"durationMinutes\":5}";
    private static final ApiContract CONTRACT =
            ApiContract.read(RouteUnderTest.projectRoot().resolve("schemas/openapi"));

    private final ObjectMapper json = new ObjectMapper();
    private final Answering answering = new Answering();

    @RegisterExtension
    final RouteUnderTest route = RouteUnderTest.load("send-text-message")
            .with("list-han-targets")
            .bean("apiEntry", new ApiEntry(CONTRACT, json, 1_000, CallerStanding.ANY))
            .bean("hanApi", answering)
            .bean("apiReply", new ApiReplyWriter(json))
            .bean("problemReply", new ProblemReply(CONTRACT, json));

    @Test
    void handsTheCapabilityACallThatKeepsTheContract() throws Exception {
        Exchange exchange = send(GOOD, Map.of("Idempotency-Key", "k-1", "Request-Id", "req_7", "Authorization", "x"));

        ApiRequest received = answering.received.get(0);
        assertThat(received.operation()).isEqualTo("send-text-message");
        assertThat(received.thirdParty()).isEqualTo(Samples.BLUEBONNET);
        assertThat(received.body()).isEqualTo(json.readTree(GOOD));
        assertThat(received.idempotencyKey()).contains("k-1");
        assertThat(received.requestId()).isEqualTo("req_7");
        assertThat(exchange.getMessage().getHeaders())
                .isEqualTo(Map.of(
                        Exchange.HTTP_RESPONSE_CODE,
                        202,
                        Exchange.CONTENT_TYPE,
                        "application/json",
                        "Location",
                        "/here"));
        assertThat(body(exchange).path("id").asText()).isEqualTo("han_1");
    }

    @Test
    void readsTheParametersOfTheContractAndNoOtherHeader() {
        Exchange exchange = send(
                "direct:list-han-targets",
                null,
                Map.of("requestId", "han_1", "limit", "7", "status", "UNKNOWN", "other", "x"));

        assertThat(exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(202);
        assertThat(answering.received.get(0).parameters())
                .isEqualTo(Map.of("requestId", "han_1", "limit", "7", "status", "UNKNOWN"));
        assertThat(answering.received.get(0).body().isMissingNode()).isTrue();
    }

    @Test
    void refusesAParameterThatBreaksTheContractByItsName() throws Exception {
        Exchange exchange = send("direct:list-han-targets", null, Map.of("requestId", "han_1", "limit", "501"));

        assertProblem(exchange, 400, "API-102");
        assertThat(body(exchange).at("/errors/0/parameter").asText()).isEqualTo("limit");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | API-101",
                "not json | API-101",
                "{\"addresses\": | API-101",
                "{} {} | API-101",
                "<a/> | API-101",
                "[] | API-102",
                "null | API-102",
                "{} | API-102",
                "{\"addresses\":[],\"text\":\"x\",\"durationMinutes\":1,\"more\":1} | API-102"
            })
    void refusesABodyThatIsNotTheContracts(String body, String code) throws Exception {
        assertProblem(send(body, Map.of()), 400, code);
        assertThat(answering.received).isEmpty();
    }

    @Test
    void refusesNestingThatWouldEatTheStack() throws Exception {
        assertProblem(send("[".repeat(900) + "]".repeat(100), Map.of()), 400, "API-101");
    }

    @Test
    void refusesABodyThatIsOneByteTooLong() throws Exception {
        assertProblem(send(GOOD + " ".repeat(1_001 - GOOD.length()), Map.of()), 413, "API-103");
        assertProblem(send(GOOD + " ".repeat(1_000 - GOOD.length()), Map.of()), 202, "");
    }

    @Test
    void refusesACallWithoutACaller() throws Exception {
        Exchange exchange = route.send("direct:send-text-message", GOOD);

        assertProblem(exchange, 401, "API-201");
    }

    @Test
    void tellsARefusalAsItIsWithTheRequestsId() throws Exception {
        answering.failure = new Rejection(HanProblem.TEXT_TOO_LONG, "Too long by two bytes.");

        Exchange exchange = send(GOOD, Map.of("Request-Id", "req_8"));

        assertProblem(exchange, 400, "HAN-102");
        assertThat(body(exchange).toString())
                .isEqualTo(
                        "{\"type\":\"urn:meterport:problem:HAN-102\",\"title\":\"The text is too long for the radio\","
                                + "\"status\":400,\"detail\":\"Too long by two bytes.\",\"code\":\"HAN-102\","
                                + "\"requestId\":\"req_8\"}");
    }

    @Test
    void tellsAnOutageWithATimeToComeBack() throws Exception {
        answering.failure = new Unavailable("database", "refused the connection", null);

        Exchange exchange = send(GOOD, Map.of());

        assertProblem(exchange, 503, "API-502");
        assertThat(exchange.getMessage().getHeader("Retry-After")).isEqualTo("5");
    }

    @Test
    void tellsADefectWithoutAnyDetailOfIt() throws Exception {
        answering.failure = new IllegalStateException("password=hunter2 10443720000000011");

        Exchange exchange = send(GOOD, Map.of());

        assertProblem(exchange, 500, "API-500");
        assertThat(body(exchange).toString()).doesNotContain("hunter2", "1044372", "IllegalState");
    }

    private Exchange send(Object body, Map<String, Object> headers) {
        return send("direct:send-text-message", body, headers);
    }

    private Exchange send(String uri, @Nullable Object body, Map<String, Object> headers) {
        Object sent =
                body instanceof String text ? new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) : body;
        try (var template = route.context().createProducerTemplate()) {
            return template.send(uri, exchange -> {
                exchange.setProperty(ApiEntry.CALLER, new ApiCaller(Samples.BLUEBONNET, "bluebonnet-api"));
                exchange.getMessage().setBody(sent);
                exchange.getMessage().getHeaders().putAll(headers);
            });
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void assertProblem(Exchange exchange, int status, String code) throws IOException {
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(status);
        assertThat(body(exchange).path("code").asText()).isEqualTo(code);
        if (status >= 400) {
            assertThat(exchange.getMessage().getHeader(Exchange.CONTENT_TYPE)).isEqualTo("application/problem+json");
        }
    }

    private JsonNode body(Exchange exchange) throws IOException {
        return json.readTree(exchange.getMessage().getBody(byte[].class));
    }

    /** Stands for {@code hanApi}. */
    public static final class Answering {

        private final List<ApiRequest> received = new ArrayList<>();
        private @Nullable RuntimeException failure;

        public ApiReply sendText(ApiRequest request) {
            received.add(request);
            if (failure != null) {
                throw failure;
            }
            return ApiReply.accepted("/here", Map.of("id", "han_1"));
        }

        public ApiReply targets(ApiRequest request) {
            return sendText(request);
        }
    }
}
