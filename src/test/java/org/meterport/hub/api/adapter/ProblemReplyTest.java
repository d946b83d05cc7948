package org.meterport.hub.api.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterport.hub.routing.RouteUnderTest;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.usage.UsageProblem;
import org.slf4j.LoggerFactory;

class ProblemReplyTest {

    private static final String SECRET = "alma@example.com used 17 kWh";

    private final ProblemReply reply = new ProblemReply(
            ApiContract.read(RouteUnderTest.projectRoot().resolve("schemas/openapi")), new ObjectMapper());

    private final Logger logger = (Logger) LoggerFactory.getLogger(ProblemReply.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
    }

    @Test
    void tellsTheLogKindAndPlaceOfADefectAndNothingItSays() throws Exception {
        Exchange exchange = call();
        exchange.setProperty(
                Exchange.EXCEPTION_CAUGHT,
                new IllegalStateException(SECRET, new ArithmeticException("because of " + SECRET)));

        reply.write(exchange);

        assertThat(log.list).singleElement().satisfies(line -> {
            assertThat(line.getThrowableProxy()).isNull();
            assertThat(line.getFormattedMessage())
                    .contains("req-7", "java.lang.IllegalStateException at ", "ProblemReplyTest", "ArithmeticException")
                    .doesNotContain("alma", "kWh");
        });
        assertThat(new String(exchange.getMessage().getBody(byte[].class), StandardCharsets.UTF_8))
                .contains("req-7")
                .doesNotContain("alma", "kWh");
    }

    @Test
    void tellsTheLogWhoWasRefusedAndNotWhoseDataItWas() throws Exception {
        Exchange exchange = call();
        exchange.setProperty(ApiEntry.THIRD_PARTY, "tp_bluebonnet");
        exchange.setProperty(
                Exchange.EXCEPTION_CAUGHT,
                new Rejection(UsageProblem.NO_GRANT, "There is no agreement for ESIID 10443720000000011"));

        reply.write(exchange);

        assertThat(log.list)
                .singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage())
                        .contains("tp_bluebonnet", UsageProblem.NO_GRANT.code(), "req-7")
                        .doesNotContain("10443720000000011"));
    }

    private static Exchange call() {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setHeader("Request-Id", "req-7");
        return exchange;
    }
}
