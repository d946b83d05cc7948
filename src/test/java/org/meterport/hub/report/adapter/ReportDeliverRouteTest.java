package org.meterport.hub.report.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFileOperationFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.meterport.hub.routing.RouteUnderTest;
import org.meterport.hub.shared.Unavailable;

class ReportDeliverRouteTest {

    private final List<String> noted = new ArrayList<>();

    @RegisterExtension
    final RouteUnderTest route = RouteUnderTest.load("report-deliver")
            .property("meterport.report.deliver.uri", "direct:in")
            .property("meterport.report.delivery.uri", "mock:server")
            .property("meterport.dead-letter.uri", "mock:dead-letter")
            .bean("reportDelivery", new Delivery())
            .failureBeans();

    @Test
    void takesTheFileThereAndNotesIt() throws InterruptedException {
        route.mock("server").expectedBodiesReceived("file of rpt_1");
        route.mock("server").expectedHeaderReceived(Exchange.FILE_NAME, "tp/adhocusage/rpt_1");

        route.send("direct:in", "rpt_1");

        route.assertMocks();
        assertThat(noted).containsExactly("delivered");
    }

    @Test
    void takesNothingWhereNothingIsToBeTaken() throws InterruptedException {
        route.mock("server").expectedMessageCount(0);

        route.send("direct:in", "delivered before");

        route.assertMocks();
        assertThat(noted).isEmpty();
    }

    @Test
    void waitsForAServerThatIsAwayAndRepeatsNothingOfItsAddress() throws InterruptedException {
        route.mock("dead-letter").expectedMessageCount(0);
        route.mock("server").whenAnyExchangeReceived(exchange -> {
            throw new GenericFileOperationFailedException("Cannot connect to sftp://hub:s3cret@files.example");
        });

        Exchange sent = route.send("direct:in", "rpt_1");

        assertThat(sent.getException()).isInstanceOf(Unavailable.class).hasStackTraceContaining("file server");
        assertThat(sent.getException()).hasNoCause();
        route.assertMocks();
        assertThat(noted).isEmpty();
    }

    /** Stands for both steps around the transfer. */
    public final class Delivery {

        public void begin(Exchange exchange) {
            String id = exchange.getMessage().getBody(String.class);
            exchange.getMessage().setHeader(Exchange.FILE_NAME, "tp/adhocusage/" + id);
            exchange.getMessage().setBody(id.startsWith("rpt_") ? "file of " + id : null);
        }

        public void away(Exchange exchange) {
            if (exchange.getProperty(Exchange.EXCEPTION_CAUGHT) == null) {
                return;
            }
            throw new Unavailable("file server", "did not take a report; it is sent again", null);
        }

        public void delivered() {
            noted.add("delivered");
        }
    }
}
