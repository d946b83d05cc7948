package org.meterport.hub.rebranding.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangeTimedOutException;
import org.junit.jupiter.api.Test;
import org.meterport.hub.api.adapter.OperationFlow;
import org.meterport.hub.routing.RouteUnderTest;

class RebrandUsageRouteTest {

    @Test
    void asksTheSourceBetweenCallAndAnswer() {
        try (RouteUnderTest route = OperationFlow.flow("rebrand-usage", "rebrandingApi", new Api())
                .bean("source", new Source())
                .property("meterport.rebranding.source.uri", "bean:source")) {
            Exchange answered = route.send("direct:rebrand-usage", "call");

            assertThat(answered.getMessage().getBody()).isEqualTo("written(shown(fetched(asked(opened(call)))))");
        }
    }

    @Test
    void turnsASilentSourceIntoAProblem() {
        try (RouteUnderTest route = OperationFlow.flow("rebrand-usage", "rebrandingApi", new Api())
                .bean("source", new Silence())
                .property("meterport.rebranding.source.uri", "bean:source")) {
            Exchange answered = route.send("direct:rebrand-usage", "call");

            assertThat(answered.isFailed()).isFalse();
            assertThat(answered.getMessage().getBody()).isEqualTo("problem ExchangeTimedOutException");
        }
    }

    /** Stands for the bean of that name. */
    public static final class Api {

        public void ask(Exchange exchange) {
            exchange.getMessage().setBody("asked(" + exchange.getMessage().getBody() + ")");
        }

        public void show(Exchange exchange) {
            exchange.getMessage().setBody("shown(" + exchange.getMessage().getBody() + ")");
        }
    }

    /** Answers. */
    public static final class Source {

        public String fetch(String question) {
            return "fetched(" + question + ")";
        }
    }

    /** Does not. */
    public static final class Silence {

        public void fetch(Exchange exchange) {
            exchange.setException(new ExchangeTimedOutException(exchange, 10));
        }
    }
}
