package org.meterport.hub.api.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.camel.Exchange;
import org.meterport.hub.api.ApiProblem;
import org.meterport.hub.routing.RouteUnderTest;
import org.meterport.hub.shared.Rejection;

/** What every flow of an API operation does: open, answer, write; or write a problem. */
public final class OperationFlow {

    private OperationFlow() {}

    /** Runs the flow with a bean that answers, and with an entry that refuses. */
    public static void assertOpensAnswersAndWrites(String flow, String beanName, Object bean) {
        try (RouteUnderTest route = flow(flow, beanName, bean)) {
            Exchange answered = route.send("direct:" + flow, "call");

            assertThat(answered.getMessage().getBody()).isEqualTo("written(answered(opened(call)))");
        }
        try (RouteUnderTest route = flow(flow, beanName, bean)) {
            Exchange refused = route.send("direct:" + flow, "refused call", Map.of());

            assertThat(refused.getMessage().getBody()).isEqualTo("problem API-301");
            assertThat(refused.isFailed()).isFalse();
        }
    }

    /** The flow with the beans every operation has, told apart by what they write. */
    public static RouteUnderTest flow(String flow, String beanName, Object bean) {
        return RouteUnderTest.load(flow)
                .bean("apiEntry", new Entry())
                .bean(beanName, bean)
                .bean("apiReply", new Reply())
                .bean("problemReply", new Problem());
    }

    /** Stands for {@code apiEntry}. */
    public static final class Entry {

        public void open(Exchange exchange) {
            String body = exchange.getMessage().getBody(String.class);
            if (body.startsWith("refused")) {
                throw new Rejection(ApiProblem.NOT_FOUND, "none");
            }
            exchange.getMessage().setBody("opened(" + body + ")");
        }
    }

    /** Stands for {@code apiReply}. */
    public static final class Reply {

        public void write(Exchange exchange) {
            exchange.getMessage().setBody("written(" + exchange.getMessage().getBody() + ")");
        }
    }

    /** Stands for {@code problemReply}. */
    public static final class Problem {

        public void write(Exchange exchange) {
            Throwable caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
            exchange.getMessage()
                    .setBody("problem "
                            + (caught instanceof Rejection rejection
                                    ? rejection.code()
                                    : caught.getClass().getSimpleName()));
        }
    }
}
