package org.meterport.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class FlowLogTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger("meterport.flow");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final DefaultCamelContext camel = new DefaultCamelContext();

    @BeforeEach
    void start() throws Exception {
        log.start();
        logger.addAppender(log);
        camel.addRoutePolicyFactory((context, routeId, route) -> new FlowLog());
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:call")
                        .routeId("get-report")
                        .setHeader(Exchange.HTTP_RESPONSE_CODE, constant(404))
                        .setBody(constant("alma@example.com"));
                from("direct:work").routeId("report-build").log("secret");
                from("direct:defect").routeId("broken").throwException(new IllegalStateException("ours"));
                from("seda:tick").routeId("tick").to("mock:tick");
            }
        });
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
        logger.detachAppender(log);
    }

    @Test
    void tellsHowACallWasAnsweredWithTheIdsOfRequestAndFlow() throws Exception {
        send("direct:call", Map.of("Request-Id", "req_7"));

        assertThat(log.list).singleElement().satisfies(line -> {
            assertThat(line.getFormattedMessage()).matches("answered 404 in \\d+ ms");
            assertThat(line.getMDCPropertyMap())
                    .containsEntry("requestId", "req_7")
                    .containsEntry("flow", "get-report");
        });
        assertThat(MDC.get("requestId")).isNull();
        assertThat(MDC.get("flow")).isNull();
    }

    @Test
    void tellsThatQueuedWorkOfARequestIsDone() throws Exception {
        send("direct:work", Map.of("requestId", "req_8"));

        assertThat(log.list).singleElement().satisfies(line -> {
            assertThat(line.getFormattedMessage()).matches("done in \\d+ ms");
            assertThat(line.getMDCPropertyMap()).containsEntry("requestId", "req_8");
        });
    }

    @Test
    void leavesFailuresToTheErrorPolicyAndTicksUntold() throws Exception {
        send("direct:defect", Map.of());
        send("seda:tick", Map.of());

        assertThat(log.list).isEmpty();
    }

    private void send(String uri, Map<String, Object> headers) throws Exception {
        try (var template = camel.createProducerTemplate()) {
            template.send(uri, exchange -> exchange.getMessage().getHeaders().putAll(headers));
        }
    }
}
