package org.meterport.hub.api.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What a request meets before any flow: its path, its id, its headers, and the server's own refusals. */
class ServletEdgeTest {

    private final ObjectMapper json = new ObjectMapper();
    private final SmtPathFilter paths = new SmtPathFilter(Set.of("/token/", "/15minintervalreads/", "/myagreements/"));
    private final RequestIdFilter ids = new RequestIdFilter(prefix -> prefix + "new");

    @ParameterizedTest
    @CsvSource({
        "/v2/token/, /v2/token/",
        "/v2/token, /v2/token/",
        "/token/, /v2/token/",
        "/token, /v2/token/",
        "/V2/Token/, /v2/token/",
        "/TOKEN, /v2/token/",
        "/v2/MyAgreements, /v2/myagreements/",
        "/15MinIntervalReads/, /v2/15minintervalreads/",
        "/v2/other/, /v2/other/",
        "/v2/token/x, /v2/token/x",
        "/v2, /v2",
        "/v2/v2/token/, /v2/v2/token/",
        "/api/v1/token, /api/v1/token"
    })
    void bringsAnSmtPathIntoTheContractsForm(String asked, String seen) throws Exception {
        HttpServletRequest request = afterPaths(new MockHttpServletRequest("POST", asked));

        assertThat(request.getRequestURI()).isEqualTo(seen);
        if (!asked.equals(seen)) {
            assertThat(request.getServletPath()).isEqualTo(seen);
            assertThat(request.getRequestURL().toString()).isEqualTo("http://localhost:80" + seen);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded",
                "application/x-www-form-urlencoded; charset=UTF-8",
                "TEXT/PLAIN",
                "application/octet-stream"
            })
    void takesJsonUnderAnotherNameOnSmtPathsOnly(String type) throws Exception {
        HttpServletRequest smt = afterPaths(typed("/v2/token/", type));
        HttpServletRequest own = afterPaths(typed("/api/v1/invitations", type));

        assertThat(smt.getContentType()).isEqualTo("application/json");
        assertThat(smt.getHeader("content-type")).isEqualTo("application/json");
        assertThat(Collections.list(smt.getHeaders("Content-Type"))).containsExactly("application/json");
        assertThat(own.getContentType()).isEqualTo(type);
    }

    @Test
    void leavesOtherContentTypesToBeRefused() throws Exception {
        assertThat(afterPaths(typed("/v2/token/", "application/xml")).getContentType())
                .isEqualTo("application/xml");
        assertThat(afterPaths(new MockHttpServletRequest("POST", "/v2/token/")).getContentType())
                .isEqualTo("application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "REQ-1.2_3", "0123456789012345678901234567890123456789012345678901234567890123"})
    void keepsADecentRequestIdOfTheCaller(String id) throws Exception {
        assertThat(idFor(id)).isEqualTo(id);
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(
            strings = {
                "",
                "two words",
                "line\nbreak",
                "<script>",
                "caf\u00e9",
                "01234567890123456789012345678901234567890123456789012345678901234"
            })
    void makesAnIdWhereTheCallersIsNotDecent(String id) throws Exception {
        assertThat(idFor(id)).isEqualTo("req_new");
    }

    @Test
    void putsTheIdIntoTheLogForTheLengthOfTheRequest() throws Exception {
        var logged = new AtomicReference<@Nullable String>();
        var response = new MockHttpServletResponse();

        ids.doFilter(new MockHttpServletRequest("GET", "/"), response, (request, r) -> {
            logged.set(MDC.get("requestId"));
            var http = (HttpServletRequest) request;
            assertThat(http.getHeader("request-id")).isEqualTo("req_new");
            assertThat(Collections.list(http.getHeaders("Request-Id"))).containsExactly("req_new");
            assertThat(Collections.list(http.getHeaderNames())).contains("Request-Id");
        });

        assertThat(logged.get()).isEqualTo("req_new");
        assertThat(MDC.get("requestId")).isNull();
        assertThat(response.getHeader("Request-Id")).isEqualTo("req_new");
    }

    @ParameterizedTest
    @CsvSource({
        "Authorization, true",
        "Cookie, true",
        "CamelHttpUri, true",
        "camelfilename, true",
        "X-Forwarded-For, true",
        "Request-Id, false",
        "IDEMPOTENCY-KEY, false",
        "Content-Type, false",
        "esiid, false",
        "ESIID, true"
    })
    void letsInOnlyNamedHeadersAndParameters(String header, boolean keptOut) {
        var headers = new AllowListHeaders(Set.of("esiid"));
        var exchange = new DefaultExchange(new DefaultCamelContext());

        assertThat(headers.applyFilterToExternalHeaders(header, "x", exchange)).isEqualTo(keptOut);
    }

    @ParameterizedTest
    @CsvSource({"Authorization, true", "requestId, true", "CamelFileName, true", "esiid, true", "LOCATION, false"})
    void letsOutOnlyNamedHeaders(String header, boolean keptIn) {
        var headers = new AllowListHeaders(Set.of("esiid"));
        var exchange = new DefaultExchange(new DefaultCamelContext());

        assertThat(headers.applyFilterToCamelHeaders(header, "x", exchange)).isEqualTo(keptIn);
    }

    @ParameterizedTest
    @CsvSource({
        "400, API-102",
        "401, API-201",
        "403, API-202",
        "404, API-301",
        "405, API-302",
        "406, API-303",
        "413, API-103",
        "415, API-104",
        "503, API-502",
        "500, API-500",
        "418, API-500"
    })
    void answersTheServersOwnRefusalsAsProblems(int status, String code) throws Exception {
        MockHttpServletResponse response = error("/api/v1/none", status);

        JsonNode problem = json.readTree(response.getContentAsByteArray());
        assertThat(response.getContentType()).isEqualTo("application/problem+json");
        assertThat(problem.path("code").asText()).isEqualTo(code);
        assertThat(problem.path("status").asInt()).isEqualTo(response.getStatus());
        assertThat(problem.path("detail").asText()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/token/", "/v2/unknown/"})
    void answersInSmtsShapeOnItsPaths(String path) throws Exception {
        JsonNode refusal = json.readTree(error(path, 405).getContentAsByteArray());

        assertThat(refusal.fieldNames())
                .toIterable()
                .containsExactly("errorCode", "errorMessage", "error", "requestId");
    }

    @Test
    void answersInSmtsShapeWhereThePathWasWrittenWithoutItsPrefix() throws Exception {
        var request = new MockHttpServletRequest("GET", "/Token");
        HttpServletRequest seen = afterPaths(request);
        seen.setAttribute(RequestDispatcher.ERROR_REQUEST_URI, "/Token");
        var response = new MockHttpServletResponse();
        response.setStatus(405);

        new ErrorReply(json).error(seen, response);

        assertThat(json.readTree(response.getContentAsByteArray())
                        .path("errorCode")
                        .asText())
                .isEqualTo("API-302");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "9, 9", "10, 10", "11, 11", "12, 11", "1000000, 11"})
    void endsABodyOneByteAfterTheLongestAllowed(int sent, int seen) throws Exception {
        var request = new MockHttpServletRequest("POST", "/v2/token/");
        request.setContent(new byte[sent]);

        new BodyLimitFilter(10).doFilter(request, new MockHttpServletResponse(), (bounded, response) -> {
            assertThat(bounded.getInputStream().readAllBytes()).hasSize(seen);
            assertThat(bounded.getInputStream().read()).isEqualTo(-1);
        });
    }

    private MockHttpServletResponse error(String path, int status) throws Exception {
        var request = new MockHttpServletRequest("GET", "/error");
        request.setAttribute(RequestDispatcher.ERROR_REQUEST_URI, path);
        var response = new MockHttpServletResponse();
        response.setStatus(status);
        new ErrorReply(json).error(request, response);
        return response;
    }

    private String idFor(String given) throws Exception {
        var request = new MockHttpServletRequest("GET", "/");
        request.addHeader("Request-Id", given);
        var response = new MockHttpServletResponse();
        ids.doFilter(request, response, (r, s) -> {});
        return String.valueOf(response.getHeader("Request-Id"));
    }

    private static MockHttpServletRequest typed(String path, String type) {
        var request = new MockHttpServletRequest("POST", path);
        request.setContentType(type);
        request.addHeader("Content-Type", type);
        return request;
    }

    private HttpServletRequest afterPaths(MockHttpServletRequest request) throws Exception {
        List<HttpServletRequest> seen = new ArrayList<>();
        paths.doFilter(request, new MockHttpServletResponse(), (passed, r) -> seen.add((HttpServletRequest) passed));
        return seen.get(0);
    }
}
