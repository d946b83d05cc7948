package org.meterport.hub.usage.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.meterport.hub.routing.RouteUnderTest;
import org.meterport.hub.shared.Unavailable;

class UsageFileStoreRouteTest {

    private final BlockingQueue<String> taken = new LinkedBlockingQueue<>();

    @RegisterExtension
    final RouteUnderTest route = RouteUnderTest.load("usage-file-store")
            .property("meterport.usage.inbound.uri", "direct:in")
            .property("meterport.inbound.error.uri", "mock:error-folder")
            .bean("usageFileIntake", new Intake())
            .failureBeans();

    @Test
    void handsEachFileToTheIntake() throws InterruptedException {
        route.send("direct:in", "oncor/inbound/a.csv");

        assertThat(taken.poll(10, TimeUnit.SECONDS)).isEqualTo("oncor/inbound/a.csv");
    }

    @Test
    void leavesTheFileWhereItIsWhileTheDiskIsAway() throws InterruptedException {
        route.mock("error-folder").expectedMessageCount(0);

        Exchange sent = route.send("direct:in", "away");

        assertThat(sent.getException()).isInstanceOf(Unavailable.class);
        route.assertMocks();
    }

    /** Notes what it is given. */
    public final class Intake {

        public void take(Exchange exchange) {
            String body = exchange.getMessage().getBody(String.class);
            if (body.equals("away")) {
                throw new Unavailable("file drop", "cannot be read", null);
            }
            taken.add(body);
        }
    }
}
