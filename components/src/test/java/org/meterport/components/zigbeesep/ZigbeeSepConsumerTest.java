package org.meterport.components.zigbeesep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheckAware;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;
import org.meterport.components.zigbeesep.FakeHeadEnd.Fate;
import org.meterport.components.zigbeesep.FakeHeadEnd.Given;
import org.meterport.han.headend.DeviceState;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.EventListener;
import org.meterport.han.headend.HeadEnd;
import org.meterport.han.headend.HeadEndEvent;
import org.meterport.han.headend.HeadEndUnavailable;
import org.meterport.han.headend.Level;
import org.meterport.han.headend.RemovalReason;
import org.meterport.han.headend.Token;
import org.meterport.han.sep.Eui64;

class ZigbeeSepConsumerTest extends CamelTestSupport {
    private static final Esiid ESIID = new Esiid("10443720000000001");
    private static final Eui64 DEVICE = Eui64.parse("000D6F000ABC1234");

    private final FakeHeadEnd headEnd = new FakeHeadEnd();
    private final BlockingQueue<Exchange> seen = new LinkedBlockingQueue<>();
    private final AtomicBoolean failing = new AtomicBoolean();

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
                from("zigbee-sep:events?concurrentConsumers=2")
                        .routeId("han-outcomes")
                        .process(exchange -> {
                            seen.add(exchange.copy());
                            if (failing.get()) {
                                throw new IllegalStateException("the database is down");
                            }
                        });
            }
        };
    }

    @Test
    void acknowledgesAnEventWhenItsExchangeHasEndedWell() throws InterruptedException {
        var given = new Given(delivered("e-1"));

        listener().onEvent(given);

        assertThat(given.fate().poll(30, TimeUnit.SECONDS)).isEqualTo(Fate.ACKNOWLEDGED);
        var in = take(seen).getMessage();
        assertThat(in.getBody()).isEqualTo(given.event());
        assertThat(in.getHeader(ZigbeeSepConstants.EVENT_ID)).isEqualTo("e-1");
        assertThat(in.getHeader(ZigbeeSepConstants.TOKEN)).isEqualTo("t-1");
        assertThat(in.getHeader(ZigbeeSepConstants.ESIID)).isEqualTo(ESIID.value());
        assertThat(in.getHeader(ZigbeeSepConstants.DEVICE)).isEqualTo("000D6F000ABC1234");
        assertThat(in.getHeader(ZigbeeSepConstants.LEVEL)).isEqualTo("DEVICE_DELIVERED");
    }

    @Test
    void givesAnEventBackWhenItsExchangeFails() throws InterruptedException {
        failing.set(true);
        var given = new Given(delivered("e-2"));

        listener().onEvent(given);

        assertThat(given.fate().poll(30, TimeUnit.SECONDS)).isEqualTo(Fate.RELEASED);
        assertThat(given.fate()).isEmpty();
    }

    @Test
    void describesEventsOfDevices() throws InterruptedException {
        listener()
                .onEvent(new Given(new HeadEndEvent.OfDevice(
                        "e-3",
                        Optional.of(new Token("t-3")),
                        ESIID,
                        DEVICE,
                        DeviceState.REMOVED,
                        Instant.EPOCH,
                        Optional.empty(),
                        Optional.of(RemovalReason.MOVE_OUT),
                        "")));

        var in = take(seen).getMessage();
        assertThat(in.getHeader(ZigbeeSepConstants.DEVICE_STATE)).isEqualTo("REMOVED");
        assertThat(in.getHeader(ZigbeeSepConstants.TOKEN)).isEqualTo("t-3");
        assertThat(in.getHeader(ZigbeeSepConstants.LEVEL)).isNull();
    }

    @Test
    void leavesTheStreamWhileItIsSuspendedAndComesBack() throws Exception {
        listener();

        context.getRouteController().suspendRoute("han-outcomes");
        assertThat(headEnd.listeners).isEmpty();
        context.getRouteController().resumeRoute("han-outcomes");

        assertThat(headEnd.listeners).hasSize(1);
        context.getRouteController().stopRoute("han-outcomes");
        assertThat(headEnd.listeners).isEmpty();
    }

    @Test
    void givesBackWhatComesAfterItsEnd() throws Exception {
        var listener = listener();
        context.getRouteController().stopRoute("han-outcomes");
        var late = new Given(delivered("e-4"));

        listener.onEvent(late);

        assertThat(late.fate()).containsExactly(Fate.RELEASED);
    }

    @Test
    void itsHealthIsThatOfTheHeadEnd() {
        var consumer = (HealthCheckAware) context.getRoute("han-outcomes").getConsumer();
        var check = Objects.requireNonNull(consumer.getHealthCheck());

        assertThat(check.call().getState().name()).isEqualTo("UP");
        headEnd.standings = CompletableFuture.failedFuture(new HeadEndUnavailable("switched off"));

        assertThat(check.call().getState().name()).isEqualTo("DOWN");
        assertThat(check.call().getError()).get().isInstanceOf(HeadEndUnavailable.class);
        assertThat(HealthCheckHelper.getHealthCheckRegistry(context)).isNotNull();
    }

    private EventListener listener() {
        return Objects.requireNonNull(headEnd.listeners.peek());
    }

    private static HeadEndEvent delivered(String id) {
        return new HeadEndEvent.OfMessage(
                id,
                new Token("t-1"),
                ESIID,
                Optional.of(DEVICE),
                Level.DEVICE_DELIVERED,
                Instant.EPOCH,
                OptionalInt.empty(),
                "");
    }

    private static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
        return Objects.requireNonNull(queue.poll(30, TimeUnit.SECONDS));
    }
}
