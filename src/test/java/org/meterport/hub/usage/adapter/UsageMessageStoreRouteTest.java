package org.meterport.hub.usage.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.meterport.hub.routing.RouteUnderTest;

class UsageMessageStoreRouteTest {

    private final List<String> calls = new CopyOnWriteArrayList<>();

    @RegisterExtension
    final RouteUnderTest route = RouteUnderTest.load("usage-message-store")
            .property("meterport.usage.kafka.uri", "direct:in")
            .property("meterport.usage.kafka.refused.uri", "mock:refused")
            .bean("usageMessageIntake", new Intake())
            .failureBeans();

    @Test
    void acknowledgesAfterTheRefusedLieAside() throws InterruptedException {
        route.mock("refused").expectedBodiesReceived("b", "c");
        route.mock("refused").expectedHeaderReceived("meterportCode", "DATE_INVALID");

        Exchange sent = route.send("direct:in", "a", Map.of("CamelEvil", "1"));

        assertThat(sent.getException()).isNull();
        route.assertMocks();
        assertThat(calls).containsExactly("take a null", "describe", "describe", "acknowledge");
    }

    @Test
    void staysAtItsPlaceWhileTheQueueOfTheRefusedIsAway() throws InterruptedException {
        var failures = new AtomicInteger();
        route.mock("refused").whenAnyExchangeReceived(exchange -> {
            if (failures.getAndIncrement() == 0) {
                throw new IOException("refused the connection");
            }
        });
        route.mock("refused").expectedMessageCount(3);

        Exchange sent = route.send("direct:in", "a");

        assertThat(sent.getException()).isNull();
        route.assertMocks();
        assertThat(calls).containsExactly("take a null", "describe", "describe", "acknowledge");
    }

    /** Refuses two messages of every batch. */
    public final class Intake {

        public void take(Exchange exchange) {
            Message message = exchange.getMessage();
            calls.add("take " + message.getBody() + " " + message.getHeader("CamelEvil"));
            message.setBody(List.of("b".getBytes(StandardCharsets.UTF_8), "c".getBytes(StandardCharsets.UTF_8)));
        }

        public void describe(Exchange exchange) {
            calls.add("describe");
            exchange.getMessage()
                    .setBody(new String(exchange.getMessage().getBody(byte[].class), StandardCharsets.UTF_8));
            exchange.getMessage().setHeader("meterportCode", "DATE_INVALID");
        }

        public void acknowledge(Exchange exchange) {
            assertThat(exchange.getMessage().getBody()).isInstanceOf(List.class);
            calls.add("acknowledge");
        }
    }
}
