package org.meterport.hub.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Unavailable;

/** What {@code routes/support/partner-facing.camel.yaml} promises of a flow that answers a partner. */
class PartnerFacingPolicyTest {

    /** Stands in for the API's own, which words the problem. */
    public static final class ProblemReply {

        /** Answers with the exception it was given. */
        public void write(Exchange exchange) {
            exchange.getMessage().setBody(exchange.getProperty(Exchange.EXCEPTION_CAUGHT));
        }
    }

    @RegisterExtension
    final RouteUnderTest route = RouteUnderTest.from(
                    RouteUnderTest.projectRoot().resolve("src/test/resources/routing"), "call-fed")
            .property("test.target.uri", "mock:target")
            .bean("problemReply", new ProblemReply());

    static Throwable[] failures() {
        return new Throwable[] {
            new Rejection(SampleProblem.TOO_MANY, "20 000 asked, 10 000 allowed"),
            new Unavailable("head-end", "did not answer", null),
            new IllegalStateException("ours"),
            new StackOverflowError("ours"),
        };
    }

    @ParameterizedTest
    @MethodSource("failures")
    void answersEveryFailureWithAProblem(Throwable failure) {
        route.mock("target").whenAnyExchangeReceived(exchange -> exchange.setException(failure));

        Exchange call = route.send("direct:call-fed", "request");

        assertThat(call.isFailed()).isFalse();
        // Camel wraps errors
        Throwable answered = call.getMessage().getBody(Throwable.class);
        assertThat(failure).isIn(answered, answered.getCause());
    }
}
