package org.meterport.hub.agreement.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.meterport.hub.agreement.AgreementProblem;
import org.meterport.hub.routing.RouteUnderTest;
import org.meterport.hub.shared.Rejection;

class CustomerChangeRouteTest {

    @RegisterExtension
    final RouteUnderTest route = RouteUnderTest.load("customer-change").bean("customerConsent", new Consent());

    @Test
    void givesTheWishToTheUseCase() {
        Exchange changed = route.send("direct:customer-change", "end agr_1");

        assertThat(changed.getMessage().getBody()).isEqualTo("did end agr_1");
    }

    @Test
    void handsARefusalBackToThePage() {
        Exchange changed = route.send("direct:customer-change", "end agr_ended");

        assertThat(changed.getException()).isInstanceOf(Rejection.class);
    }

    /** Stands for the bean of that name. */
    public static final class Consent {

        public String change(String body) {
            if (body.endsWith("agr_ended")) {
                throw new Rejection(AgreementProblem.ALREADY_ENDED, "ended before");
            }
            return "did " + body;
        }
    }
}
