package org.meterport.hub.routing.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.meterport.hub.routing.FailureBeans;
import org.meterport.hub.routing.ParkedFlows;
import org.meterport.hub.routing.RouteUnderTest;
import org.meterport.hub.shared.Unavailable;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;

class FlowResumptionTest {

    private final ParkedFlows parked = new ParkedFlows();
    private final HealthIndicator health = new RoutingConfiguration().flowsHealthIndicator(parked);

    @RegisterExtension
    final RouteUnderTest route = RouteUnderTest.from(
                    RouteUnderTest.projectRoot().resolve("src/test/resources/routing"), "queue-fed")
            .property("test.queue.uri", "direct:in")
            .property("test.target.uri", "mock:target")
            .property("meterport.dead-letter.uri", "mock:dead-letter")
            .bean("flowFailures", FailureBeans.flowFailures(parked));

    @Test
    void healthNamesTheSystemAParkedFlowWaitsForUntilAMessageGoesThrough() {
        route.context().getManagementStrategy().addEventNotifier(new FlowResumption(parked));
        route.mock("target")
                .whenExchangeReceived(
                        1, exchange -> exchange.setException(new Unavailable("head-end", "did not answer", null)));

        route.send("direct:in", "work");
        var down = health.health();
        route.send("direct:in", "work");
        var up = health.health();

        assertThat(down.getStatus()).isEqualTo(Status.DOWN);
        assertThat(down.getDetails().toString()).contains("queue-fed", "waitsFor=head-end", "head-end: did not answer");
        assertThat(up.getStatus()).isEqualTo(Status.UP);
    }
}
