package org.meterport.hub.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.meterport.hub.routing.adapter.FlowFailures;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Unavailable;

/** What {@code routes/support/background.camel.yaml} promises of a queue-fed flow. */
class BackgroundPolicyTest {

    private final ParkedFlows parked = new ParkedFlows();

    @RegisterExtension
    final RouteUnderTest route = RouteUnderTest.from(
                    RouteUnderTest.projectRoot().resolve("src/test/resources/routing"), "queue-fed")
            .property("test.queue.uri", "direct:in")
            .property("test.target.uri", "mock:target")
            .property("meterport.dead-letter.uri", "mock:dead-letter")
            .bean("flowFailures", FailureBeans.flowFailures(parked));

    @Test
    void leavesTheMessageWithTheBrokerForAsLongAsTheOtherSideIsAway() throws Exception {
        failWith(new Unavailable("mail server", "refused the connection", null));
        route.mock("dead-letter").expectedMessageCount(0);

        Exchange delivery = route.send("direct:in", "work", Map.of("JMSMessageID", "ID:1", "JMSXDeliveryCount", 900));

        assertThat(delivery.getException()).isInstanceOf(Unavailable.class);
        assertThat(parked.all())
                .containsExactly(new ParkedFlows.Parked(
                        "queue-fed", "mail server", "mail server: refused the connection", FailureBeans.NOW, 1));
        route.assertMocks();
    }

    @Test
    void countsFailuresInARowUntilAMessageGoesThrough() {
        failWith(new Unavailable("head-end", "did not answer", null));

        route.send("direct:in", "work");
        route.send("direct:in", "work");

        assertThat(parked.all()).singleElement().returns(2, ParkedFlows.Parked::attempts);
        assertThat(parked.resume("queue-fed")).isTrue();
        assertThat(parked.all()).isEmpty();
    }

    @Test
    void givesARefusalUpAtOnceWithTheOriginalMessage() throws Exception {
        failWith(new Rejection(SampleProblem.TOO_MANY, "20 000 asked, 10 000 allowed"));
        route.mock("dead-letter").expectedBodiesReceived("work");
        route.mock("dead-letter").expectedHeaderReceived(FlowFailures.FLOW, "queue-fed");
        route.mock("dead-letter").expectedHeaderReceived(FlowFailures.CAUSE_CODE, "SMP-201");
        route.mock("dead-letter").expectedHeaderReceived(FlowFailures.ATTEMPTS, 1);
        route.mock("dead-letter").expectedHeaderReceived(FlowFailures.FIRST_FAILURE, "2026-03-08T07:59:58Z");
        route.mock("dead-letter").expectedHeaderReceived(FlowFailures.LAST_FAILURE, "2026-03-08T07:59:58Z");

        Exchange delivery = route.send("direct:in", "work", Map.of("JMSMessageID", "ID:3", "JMSXDeliveryCount", 1));

        assertThat(delivery.isFailed()).isFalse();
        route.assertMocks();
    }

    @Test
    void triesADefectFourTimesAgain() throws Exception {
        failWith(new IllegalStateException("secret payload"));
        route.mock("dead-letter").expectedMessageCount(0);

        Exchange delivery = route.send("direct:in", "work", Map.of("JMSMessageID", "ID:4", "JMSXDeliveryCount", 4));

        assertThat(delivery.getException()).isInstanceOf(IllegalStateException.class);
        route.assertMocks();
    }

    @Test
    void givesADefectUpAtTheFifthAttempt() throws Exception {
        failWith(new StackOverflowError());
        route.mock("dead-letter").expectedBodiesReceived("work");
        route.mock("dead-letter").expectedHeaderReceived(FlowFailures.CAUSE_CODE, "StackOverflowError");
        route.mock("dead-letter").expectedHeaderReceived(FlowFailures.ATTEMPTS, 5);

        Exchange delivery = route.send("direct:in", "work", Map.of("JMSMessageID", "ID:5", "JMSXDeliveryCount", 5));

        assertThat(delivery.isFailed()).isFalse();
        route.assertMocks();
    }

    @Test
    void leavesTheMessageWithTheBrokerWhenTheDeadLetterQueueIsAway() {
        failWith(new Rejection(SampleProblem.TOO_MANY, "20 000 asked, 10 000 allowed"));
        route.mock("dead-letter").whenAnyExchangeReceived(e -> {
            throw new IllegalStateException("broker stopped");
        });

        Exchange delivery = route.send("direct:in", "work", Map.of("JMSMessageID", "ID:6", "JMSXDeliveryCount", 1));

        assertThat(delivery.isFailed()).isTrue();
    }

    private void failWith(Throwable failure) {
        route.mock("target").whenAnyExchangeReceived(exchange -> exchange.setException(failure));
    }
}
