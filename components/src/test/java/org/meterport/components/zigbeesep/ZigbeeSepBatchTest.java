package org.meterport.components.zigbeesep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;
import org.meterport.components.zigbeesep.FakeHeadEnd.Fate;
import org.meterport.components.zigbeesep.FakeHeadEnd.Given;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.HeadEnd;
import org.meterport.han.headend.HeadEndEvent;
import org.meterport.han.headend.Level;
import org.meterport.han.headend.Token;

class ZigbeeSepBatchTest extends CamelTestSupport {
    private final FakeHeadEnd headEnd = new FakeHeadEnd();
    private final BlockingQueue<List<String>> seen = new LinkedBlockingQueue<>();
    private final CountDownLatch goOn = new CountDownLatch(1);

    @Override
    protected CamelContext createCamelContext() throws Exception {
        var context = super.createCamelContext();
        context.getRegistry().bind("utility", HeadEnd.class, headEnd);
        return context;
    }

    @Override
    protected RouteBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("zigbee-sep:events?batchSize=3&concurrentConsumers=1")
                        .routeId("han-outcomes")
                        .process(ZigbeeSepBatchTest.this::work);
            }
        };
    }

    private void work(Exchange exchange) throws Exception {
        List<?> events = exchange.getMessage().getMandatoryBody(List.class);
        var ids = events.stream().map(event -> ((HeadEndEvent) event).id()).toList();
        seen.add(ids);
        if (ids.contains("hold")) {
            assertThat(goOn.await(30, TimeUnit.SECONDS)).isTrue();
        }
        if (ids.contains("bad")) {
            throw new IllegalStateException("it cannot be stored");
        }
        exchange.getMessage()
                .setHeader(
                        ZigbeeSepConstants.DELIVER_AGAIN,
                        ids.stream().filter("early"::equals).toList());
    }

    @Test
    void givesWhatWaitsToOneExchange() throws InterruptedException {
        var given = given("hold", "a", "b", "c", "d");

        assertThat(take()).containsExactly("hold");
        goOn.countDown();

        assertThat(take()).containsExactly("a", "b", "c");
        assertThat(take()).containsExactly("d");
        for (var one : given) {
            assertThat(one.fate().poll(30, TimeUnit.SECONDS)).isEqualTo(Fate.ACKNOWLEDGED);
        }
    }

    @Test
    void givesBackThoseOfAListThatAreNamed() throws InterruptedException {
        var given = given("hold", "a", "early", "c");
        goOn.countDown();

        assertThat(given.get(1).fate().poll(30, TimeUnit.SECONDS)).isEqualTo(Fate.ACKNOWLEDGED);
        assertThat(given.get(2).fate().poll(30, TimeUnit.SECONDS)).isEqualTo(Fate.RELEASED);
        assertThat(given.get(3).fate().poll(30, TimeUnit.SECONDS)).isEqualTo(Fate.ACKNOWLEDGED);
    }

    @Test
    void letsNoEventFailForAnothersSake() throws InterruptedException {
        var given = given("hold", "a", "bad", "c");
        goOn.countDown();

        assertThat(given.get(1).fate().poll(30, TimeUnit.SECONDS)).isEqualTo(Fate.ACKNOWLEDGED);
        assertThat(given.get(2).fate().poll(30, TimeUnit.SECONDS)).isEqualTo(Fate.RELEASED);
        assertThat(given.get(3).fate().poll(30, TimeUnit.SECONDS)).isEqualTo(Fate.ACKNOWLEDGED);
        assertThat(seen).contains(List.of("a", "bad", "c"), List.of("a"), List.of("bad"), List.of("c"));
    }

    private List<Given> given(String... ids) throws InterruptedException {
        var listener = Objects.requireNonNull(headEnd.listeners.peek());
        var given = List.of(ids).stream()
                .map(id -> new Given(new HeadEndEvent.OfMessage(
                        id,
                        new Token("t-1"),
                        new Esiid("10443720000000001"),
                        Optional.empty(),
                        Level.ESI_DELIVERED,
                        Instant.EPOCH,
                        OptionalInt.empty(),
                        "")))
                .toList();
        listener.onEvent(given.get(0));
        while (seen.isEmpty()) {
            Thread.onSpinWait();
        }
        given.stream().skip(1).forEach(listener::onEvent);
        return given;
    }

    private List<String> take() throws InterruptedException {
        return Objects.requireNonNull(seen.poll(30, TimeUnit.SECONDS));
    }
}
