package org.meterport.hub.api.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Set;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpEngine;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Calls of the APIs reach their flows, and are told to come again while there are none. */
class FlowFilterTest {

    private final FlowFilter filter = new FlowFilter(Set.of("/api/v1", "/v2"), new ObjectMapper());
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final MockFilterChain chain = new MockFilterChain();
    private final DefaultCamelContext camel = new DefaultCamelContext();

    @AfterEach
    void stop() throws Exception {
        camel.close();
    }

    @Test
    void aCallIsToldToComeAgainAsLongAsItsFlowsAreNotThere() throws Exception {
        response.setHeader("Request-Id", "req_1");

        filter.doFilter(new MockHttpServletRequest("GET", "/api/v1/agreements"), response, chain);

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("5");
        assertThat(response.getContentAsString()).contains("API-502", "try again in a few seconds", "req_1");
        assertThat(chain.getRequest()).isNull();
    }

    @Test
    void smtIsToldInItsOwnShape() throws Exception {
        filter.doFilter(new MockHttpServletRequest("POST", "/v2/token/"), response, chain);

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getContentAsString()).contains("errorCode", "errorMessage");
    }

    @Test
    void whatIsNoApiGoesItsWay() throws Exception {
        var page = new MockHttpServletRequest("GET", "/api/v11/agreements");

        filter.doFilter(page, response, chain);

        assertThat(chain.getRequest()).isSameAs(page);
    }

    @Test
    void aPlainCallReachesItsFlowAtOnce() throws Exception {
        start();

        filter.doFilter(call("POST", "/api/v1/invitations", "application/json; charset=utf-8"), response, chain);

        assertThat(response.getContentAsString()).isEqualTo("from the flow");
        assertThat(chain.getRequest()).isNull();
    }

    /** What the other method of its path takes is not asked of a call that brings nothing. */
    @Test
    void aCallWithoutABodyNeedsNoTypeOfIt() throws Exception {
        start();

        filter.doFilter(call("GET", "/api/v1/reports", null), response, chain);

        assertThat(response.getContentAsString()).isEqualTo("a list");
        assertThat(chain.getRequest()).isNull();
    }

    /** A server gives an answer its length only when nothing of it has left before it is over. */
    @Test
    void aFlowsAnswerDoesNotLeaveInPieces() throws Exception {
        start();

        filter.doFilter(call("POST", "/api/v1/invitations", "application/json"), response, chain);

        assertThat(response.getContentAsString()).isEqualTo("from the flow");
        assertThat(response.isCommitted()).isFalse();
        assertThat(response.getBufferSize()).isEqualTo(64 * 1024);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/invitations, application/json",
        "POST, /api/v1/invitations, application/xml",
        "POST, /api/v1/invitations, ",
        "POST, /api/v1/invitations/inv_1, application/json",
        "POST, /api/v1/nothing, application/json"
    })
    void whatMayHaveToBeRefusedIsLookedAtMoreClosely(String method, String path, @Nullable String type)
            throws Exception {
        start();

        filter.doFilter(call(method, path, type), response, chain);

        assertThat(chain.getRequest()).isNotNull();
        assertThat(response.getContentAsString()).isEmpty();
    }

    private static MockHttpServletRequest call(String method, String path, @Nullable String type) {
        var request = new MockHttpServletRequest(method, path);
        request.setContentType(type);
        return request;
    }

    private void start() throws Exception {
        var http = new PlatformHttpComponent();
        http.setEngine(new SpringBootPlatformHttpEngine(8080, Runnable::run));
        http.addPlatformHttpListener(filter);
        camel.addComponent("platform-http", http);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/api/v1/invitations?httpMethodRestrict=POST&consumes=application/json")
                        .setBody(constant("from the flow"));
                from("platform-http:/api/v1/reports?httpMethodRestrict=POST,GET&consumes=application/json")
                        .setBody(constant("a list"));
            }
        });
        camel.start();
    }
}
