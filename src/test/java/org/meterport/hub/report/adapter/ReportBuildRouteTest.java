package org.meterport.hub.report.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.meterport.hub.routing.RouteUnderTest;
import org.meterport.hub.shared.Unavailable;

class ReportBuildRouteTest {

    private final List<String> built = new ArrayList<>();

    @RegisterExtension
    final RouteUnderTest route = RouteUnderTest.load("report-build")
            .property("meterport.report.build.uri", "direct:in")
            .property("meterport.dead-letter.uri", "mock:dead-letter")
            .bean("buildReport", new Builder())
            .failureBeans();

    @Test
    void buildsTheReportTheMessageNames() {
        Exchange sent = route.send("direct:in", "rpt_1");

        assertThat(sent.getException()).isNull();
        assertThat(built).containsExactly("rpt_1");
    }

    @Test
    void leavesTheMessageWithTheBrokerWhileTheFileDropIsAway() throws InterruptedException {
        route.mock("dead-letter").expectedMessageCount(0);

        Exchange sent = route.send("direct:in", "away", Map.of("JMSXDeliveryCount", 9));

        assertThat(sent.getException()).isInstanceOf(Unavailable.class);
        route.assertMocks();
    }

    @Test
    void givesUpAReportThatFailsAgainAndAgain() throws InterruptedException {
        route.mock("dead-letter").expectedBodiesReceived("broken");

        Exchange sent = route.send("direct:in", "broken", Map.of("JMSXDeliveryCount", 5));

        assertThat(sent.getException()).isNull();
        route.assertMocks();
    }

    /** Notes what it is to build. */
    public final class Builder {

        public void build(String reportId) {
            if (reportId.equals("away")) {
                throw new Unavailable("file drop", "cannot be written", null);
            }
            if (reportId.equals("broken")) {
                throw new IllegalStateException("a defect");
            }
            built.add(reportId);
        }
    }
}
