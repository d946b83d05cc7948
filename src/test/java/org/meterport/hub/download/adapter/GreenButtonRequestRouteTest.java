package org.meterport.hub.download.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.meterport.hub.download.DownloadProblem;
import org.meterport.hub.routing.RouteUnderTest;
import org.meterport.hub.shared.Rejection;

class GreenButtonRequestRouteTest {

    @RegisterExtension
    final RouteUnderTest route = RouteUnderTest.load("green-button-request").bean("downloadRequests", new Requests());

    @Test
    void givesTheWishToTheUseCase() {
        Exchange owed = route.send("direct:green-button-request", "13 months");

        assertThat(owed.getMessage().getBody()).isEqualTo("owed 13 months");
    }

    @Test
    void handsARefusalBackToThePage() {
        Exchange owed = route.send("direct:green-button-request", "nothing");

        assertThat(owed.getException()).isInstanceOf(Rejection.class);
    }

    /** Stands for the bean of that name. */
    public static final class Requests {

        public String request(String wanted) {
            if (wanted.equals("nothing")) {
                throw new Rejection(DownloadProblem.NOTHING_THERE, "none");
            }
            return "owed " + wanted;
        }
    }
}
