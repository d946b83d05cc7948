package org.meterport.components.zigbeesep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meterport.han.headend.Answer;
import org.meterport.han.headend.Batch;
import org.meterport.han.headend.Cancellation;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.HeadEnd;
import org.meterport.han.headend.HeadEndUnavailable;
import org.meterport.han.headend.Ping;
import org.meterport.han.headend.Priority;
import org.meterport.han.headend.ProvisionOrder;
import org.meterport.han.headend.Refusal;
import org.meterport.han.headend.RemovalOrder;
import org.meterport.han.headend.RemovalReason;
import org.meterport.han.headend.Reply;
import org.meterport.han.headend.Target;
import org.meterport.han.headend.Token;
import org.meterport.han.sep.CancelAllLoadControlEvents;
import org.meterport.han.sep.CancelLoadControlEvent;
import org.meterport.han.sep.CancelMessage;
import org.meterport.han.sep.Criticality;
import org.meterport.han.sep.DeviceMessage;
import org.meterport.han.sep.DisplayMessage;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.InstallCode;
import org.meterport.han.sep.LoadControlEvent;
import org.meterport.han.sep.MessageControl;
import org.meterport.han.sep.Octets;
import org.meterport.han.sep.PublishPrice;
import org.meterport.han.sep.SepTime;

class ZigbeeSepProducerTest extends CamelTestSupport {
    private static final Instant NOW = Instant.parse("2026-07-14T20:00:00Z");
    private static final Esiid ESIID = new Esiid("10443720000000001");
    private static final Eui64 DEVICE = Eui64.parse("000D6F000ABC1234");
    private static final LoadControlEvent EVENT = new LoadControlEvent(
            9, 1, 0, SepTime.NOW, 60, Criticality.GREEN, LoadControlEvent.Adjustment.dutyCycle(50), 0);
    private static final Map<String, Object> ADDRESSED = Map.of(
            ZigbeeSepConstants.BATCH_ID,
            "b-1",
            ZigbeeSepConstants.TARGETS,
            List.of(Target.home(ESIID), "10443720000000002 / 00:0d:6f:00:0a:bc:12:34"));

    private static final DisplayMessage TEXT = new DisplayMessage(5, MessageControl.PLAIN, SepTime.NOW, 60, "x");

    private final FakeHeadEnd headEnd = new FakeHeadEnd();

    @Override
    protected CamelContext createCamelContext() throws Exception {
        var context = super.createCamelContext();
        context.getRegistry().bind("utility", HeadEnd.class, headEnd);
        context.getRegistry().bind("fixed", Clock.fixed(NOW, ZoneOffset.UTC));
        return context;
    }

    @Override
    protected RouteBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:text")
                        .to("zigbee-sep:text?clock=#fixed&importance=HIGH&confirmationRequired=true&displayMinutes=5");
                from("direct:named").to("zigbee-sep:text?headEnd=#bean:utility");
                from("direct:one-at-a-time").to("zigbee-sep:text?maxInFlight=1");
            }
        };
    }

    @Test
    void sendsPlainTextWhereHeadersSayTheRest() {
        var out = template.request("direct:text", exchange -> {
            exchange.getMessage().setBody("Peak hours");
            exchange.getMessage().setHeaders(new HashMap<>(ADDRESSED));
            exchange.getMessage().setHeader(ZigbeeSepConstants.MESSAGE_ID, 77);
        });

        var batch = headEnd.batches.get(0);
        assertThat(batch.message())
                .isEqualTo(new DisplayMessage(
                        77, MessageControl.of(MessageControl.Importance.HIGH, true), SepTime.NOW, 5, "Peak hours"));
        assertThat(batch.targets())
                .containsExactly(Target.home(ESIID), Target.device(new Esiid("10443720000000002"), DEVICE));
        assertThat(batch.notBefore()).isEqualTo(NOW);
        assertThat(batch.expiresAt()).isEqualTo(NOW.plus(Duration.ofHours(4)));
        assertThat(out.getMessage().getBody())
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(2);
        assertThat(out.getMessage().getHeader(ZigbeeSepConstants.ACCEPTED_COUNT))
                .isEqualTo(2);
        assertThat(out.getMessage().getHeader(ZigbeeSepConstants.REFUSED_COUNT)).isEqualTo(0);
    }

    @Test
    void takesTargetsAsTextAndTheirTimesFromHeaders() {
        headEnd.submits = batch -> CompletableFuture.completedFuture(
                List.of(new Answer.Refused(Refusal.UNKNOWN_METER, "no meter at this ESIID")));

        var out = template.request("zigbee-sep:cancelText", exchange -> {
            exchange.getMessage().setHeader(ZigbeeSepConstants.BATCH_ID, "b-2");
            exchange.getMessage().setHeader(ZigbeeSepConstants.TARGETS, "10443720000000001");
            exchange.getMessage().setHeader(ZigbeeSepConstants.MESSAGE_ID, "4294967295");
            exchange.getMessage().setHeader(ZigbeeSepConstants.NOT_BEFORE, NOW.plusSeconds(1));
            exchange.getMessage().setHeader(ZigbeeSepConstants.EXPIRES_AT, NOW.plusSeconds(2));
            exchange.getMessage().setHeader(ZigbeeSepConstants.CLIENT_REFERENCE, "han_1");
        });

        var expected = new Batch(
                "b-2",
                new CancelMessage(0xFFFF_FFFFL),
                Octets.ofHex("090001FFFFFFFF00"),
                List.of(Target.home(ESIID)),
                NOW.plusSeconds(1),
                NOW.plusSeconds(2),
                Priority.CANCEL,
                "han_1");
        assertThat(headEnd.batches).containsExactly(expected);
        assertThat(out.getMessage().getHeader(ZigbeeSepConstants.REFUSED_COUNT)).isEqualTo(1);
    }

    static List<Sent> everyKind() {
        var price = new PublishPrice(
                1, "PEAK", 2, SepTime.NOW, 0, 840, 0, 0, SepTime.NOW, 60, 1, PublishPrice.Extras.SE_1_0);
        var text = new DisplayMessage(5, MessageControl.PLAIN, SepTime.NOW, 60, "x");
        var cancelAll = new CancelAllLoadControlEvents(0);
        return List.of(
                new Sent("text", text, text),
                new Sent("cancelText", text, new CancelMessage(5)),
                new Sent("cancelText", new CancelMessage(6), new CancelMessage(6)),
                new Sent("price", price, price),
                new Sent("loadControl", EVENT, EVENT),
                new Sent("cancelLoadControl", EVENT, CancelLoadControlEvent.of(EVENT)),
                new Sent("cancelLoadControl", CancelLoadControlEvent.of(EVENT), CancelLoadControlEvent.of(EVENT)),
                new Sent("cancelAllLoadControl", "whatever", cancelAll),
                new Sent("cancelAllLoadControl", new CancelAllLoadControlEvents(1), new CancelAllLoadControlEvents(1)));
    }

    /** A body and the message it becomes. */
    record Sent(String operation, Object body, DeviceMessage message) {}

    @ParameterizedTest
    @MethodSource("everyKind")
    void sendsEveryKindOfMessage(Sent sent) {
        template.requestBodyAndHeaders("zigbee-sep:" + sent.operation(), sent.body(), ADDRESSED);

        assertThat(headEnd.batches).singleElement().extracting(Batch::message).isEqualTo(sent.message());
    }

    @Test
    void sendsAWholeBatchAsItIs() {
        var batch = Batch.of("b-9", EVENT, List.of(Target.home(ESIID)), NOW, NOW.plusSeconds(60));

        template.requestBody("zigbee-sep:loadControl", batch);
        template.requestBody("zigbee-sep:send", batch);

        assertThat(headEnd.batches).containsExactly(batch, batch);
    }

    @Test
    void asksTheOtherQuestions() {
        var order = new ProvisionOrder(
                "o-1", ESIID, DEVICE, InstallCode.of(Octets.ofHex("112233445566")), Duration.ofDays(1));
        var removal = new RemovalOrder("o-2", ESIID, DEVICE, RemovalReason.MOVE_OUT);
        var about = Map.<String, Object>of(ZigbeeSepConstants.ESIID, ESIID.value());

        assertThat(template.requestBody("zigbee-sep:provision", order))
                .isEqualTo(new Answer.Accepted(new Token("p-o-1")));
        assertThat(template.requestBody("zigbee-sep:deprovision", removal))
                .isEqualTo(new Answer.Accepted(new Token("r-o-2")));
        assertThat(template.requestBodyAndHeaders("zigbee-sep:devices", "", about))
                .isEqualTo(new Reply.Given<>(List.of()));
        assertThat(template.requestBodyAndHeaders("zigbee-sep:read", "", about)).isInstanceOf(Reply.Given.class);
        assertThat(template.requestBodyAndHeaders("zigbee-sep:ping", "", about))
                .isEqualTo(new Reply.Given<>(new Ping(true, Duration.ofMillis(1))));
        assertThat(template.requestBodyAndHeaders(
                        "zigbee-sep:ping",
                        "",
                        Map.of(ZigbeeSepConstants.ESIID, ESIID.value(), ZigbeeSepConstants.DEVICE, DEVICE.toString())))
                .isEqualTo(new Reply.Given<>(new Ping(true, Duration.ofMillis(2))));
        assertThat(template.requestBody("zigbee-sep:query", List.of("t-1", new Token("t-2"))))
                .isEqualTo(List.of());
        assertThat(template.requestBodyAndHeader("zigbee-sep:query", "", ZigbeeSepConstants.TOKEN, "t-1"))
                .isEqualTo(List.of());
        assertThat(template.requestBody("zigbee-sep:cancel", new Token("t-1"))).isEqualTo(Cancellation.TOO_LATE);
    }

    @Test
    void saysWhichHeaderOrTypeIsMissing() {
        assertThat(failure("zigbee-sep:text", "x", Map.of(ZigbeeSepConstants.MESSAGE_ID, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the header CamelZigbeeSepBatchId is missing");
        assertThat(failure("zigbee-sep:text", "x", ADDRESSED))
                .hasMessage("the header CamelZigbeeSepMessageId is missing");
        assertThat(failure("zigbee-sep:price", "x", ADDRESSED))
                .hasMessage("the body must be PublishPrice or a Batch of it, but is String");
        assertThat(failure("zigbee-sep:provision", null, ADDRESSED))
                .hasMessage("the body must be ProvisionOrder, but is empty");
        assertThat(failure("zigbee-sep:price", Batch.of("b", EVENT, List.of(), NOW, NOW), ADDRESSED))
                .hasMessage("the batch in the body is of LOAD_CONTROL, but the endpoint is for PRICE");
    }

    @Test
    void passesOnThatTheHeadEndCannotBeReached() {
        var down = new HeadEndUnavailable("switched off");
        headEnd.submits = batch -> CompletableFuture.failedFuture(down);

        assertThat(failure("zigbee-sep:loadControl", EVENT, ADDRESSED)).isSameAs(down);
    }

    @Test
    void passesOnADefectOfTheHeadEnd() {
        headEnd.submits = batch -> {
            throw new IllegalStateException("a defect");
        };

        assertThat(failure("zigbee-sep:loadControl", EVENT, ADDRESSED)).hasMessage("a defect");
    }

    @Test
    void takesSilenceForUnavailable() {
        headEnd.submits = batch -> new CompletableFuture<>();

        assertThat(failure("zigbee-sep:loadControl?requestTimeout=50", EVENT, ADDRESSED))
                .isInstanceOf(HeadEndUnavailable.class)
                .hasMessage("the head-end did not answer within 50 ms");
    }

    @Test
    void freesTheThreadUntilTheHeadEndAnswers() throws Exception {
        var calls = new LinkedBlockingQueue<CompletableFuture<List<Answer>>>();
        headEnd.submits = batch -> {
            var answer = new CompletableFuture<List<Answer>>();
            calls.add(answer);
            return answer;
        };

        var running = template.asyncRequestBodyAndHeaders("direct:named", TEXT, ADDRESSED);
        var call = take(calls);
        assertThat(running).isNotDone();
        call.complete(List.of());

        assertThat(running.get(30, TimeUnit.SECONDS)).isEqualTo(List.of());
    }

    @Test
    void holdsBackWhenTooManyCallsAreUnanswered() {
        var answers = new LinkedBlockingQueue<CompletableFuture<List<Answer>>>();
        headEnd.submits = batch -> {
            var answer = new CompletableFuture<List<Answer>>();
            answers.add(answer);
            return answer;
        };

        var first = template.asyncRequestBodyAndHeaders("direct:one-at-a-time", TEXT, ADDRESSED);
        var second = template.asyncRequestBodyAndHeaders("direct:one-at-a-time", TEXT, ADDRESSED);
        take(answers).complete(List.of());
        take(answers).complete(List.of());

        assertThat(first).succeedsWithin(Duration.ofSeconds(30));
        assertThat(second).succeedsWithin(Duration.ofSeconds(30));
        assertThat(headEnd.batches).hasSize(2);
    }

    @Test
    void givesUpAWaitForRoomAndSaysWhatToLookAt() {
        headEnd.submits = batch -> new CompletableFuture<>();
        var endpoint = context.getEndpoint("zigbee-sep:text?maxInFlight=0&requestTimeout=20");

        var out = template.request(endpoint, exchange -> {
            exchange.getMessage().setBody(TEXT);
            exchange.getMessage().setHeaders(new HashMap<>(ADDRESSED));
        });

        assertThat(out.getException()).isInstanceOf(HeadEndUnavailable.class).hasMessageContaining("raise maxInFlight");
        assertThat(headEnd.batches).isEmpty();
    }

    private static <T> T take(BlockingQueue<T> queue) {
        try {
            return Objects.requireNonNull(queue.poll(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Test
    void refusesEndpointsThatMakeNoSense() {
        assertThatThrownBy(() -> context.getEndpoint("zigbee-sep:shout"))
                .isInstanceOf(ResolveEndpointFailedException.class)
                .hasMessageContaining("zigbee-sep knows no operation 'shout'");
        assertThatThrownBy(() -> context.getEndpoint("zigbee-sep:events").createProducer())
                .hasMessageContaining("is for consumers");
        assertThatThrownBy(() -> context.getEndpoint("zigbee-sep:text").createConsumer(exchange -> {}))
                .hasMessageContaining("is for producers");
        assertThatThrownBy(() -> context.getEndpoint("zigbee-sep:text?loudness=11"))
                .isInstanceOf(ResolveEndpointFailedException.class)
                .hasMessageContaining("loudness");
    }

    private Throwable failure(String uri, @Nullable Object body, Map<String, Object> headers) {
        Exchange out = template.request(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
        assertThat(out.getException())
                .as("no failure: %s", out.getMessage().getBody())
                .isNotNull();
        return out.getException();
    }
}
