package org.meterport.hub.api.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class LargeBodiesTest {

    private static final int LARGE = 64 * 1024;

    private final CamelContext context = new DefaultCamelContext();
    private final LargeBodies bodies = new LargeBodies(1);

    @Test
    void letsTheNextLargeCallInWhenTheOneBeforeHasEndedHoweverItDid() throws Exception {
        Exchange first = new DefaultExchange(context);
        bodies.await(first, LARGE);
        CompletableFuture<Void> second = new CompletableFuture<>();
        var waiting = new Thread(() -> {
            bodies.await(new DefaultExchange(context), LARGE);
            second.complete(null);
        });
        waiting.start();
        while (waiting.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(second).isNotDone();

        first.setException(new IllegalStateException("refused"));
        first.getExchangeExtension().handoverCompletions().forEach(ended -> ended.onFailure(first));

        second.get(20, TimeUnit.SECONDS);
    }

    @Test
    void neverLetsASmallCallWait() {
        bodies.await(new DefaultExchange(context), LARGE);

        bodies.await(new DefaultExchange(context), LARGE - 1);
    }
}
