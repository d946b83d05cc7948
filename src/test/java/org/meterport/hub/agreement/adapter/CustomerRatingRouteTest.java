package org.meterport.hub.agreement.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.meterport.hub.agreement.AgreementProblem;
import org.meterport.hub.routing.RouteUnderTest;
import org.meterport.hub.shared.Rejection;

class CustomerRatingRouteTest {

    @RegisterExtension
    final RouteUnderTest route = RouteUnderTest.load("customer-rating").bean("customerConsent", new Consent());

    @Test
    void givesTheOpinionToTheUseCaseAndItsRefusalBackToThePage() {
        Exchange rated = route.send("direct:customer-rating", "five stars");
        Exchange refused = route.send("direct:customer-rating", "six stars");

        assertThat(rated.getMessage().getBody()).isEqualTo("noted five stars");
        assertThat(refused.getException()).isInstanceOf(Rejection.class);
    }

    /** Stands for the bean of that name. */
    public static final class Consent {

        public String rate(String body) {
            if (body.startsWith("six")) {
                throw new Rejection(AgreementProblem.SCOPE_UNCLEAR, "too many");
            }
            return "noted " + body;
        }
    }
}
