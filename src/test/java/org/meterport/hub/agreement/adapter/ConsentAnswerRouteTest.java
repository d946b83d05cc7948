package org.meterport.hub.agreement.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.meterport.hub.agreement.AgreementProblem;
import org.meterport.hub.routing.RouteUnderTest;
import org.meterport.hub.shared.Rejection;

class ConsentAnswerRouteTest {

    @RegisterExtension
    final RouteUnderTest route = RouteUnderTest.load("consent-answer").bean("customerConsent", new Consent());

    @Test
    void givesTheAnswerToTheUseCase() {
        Exchange answered = route.send("direct:consent-answer", "yes");

        assertThat(answered.getMessage().getBody()).isEqualTo("took yes");
    }

    @Test
    void handsARefusalBackToThePage() {
        Exchange answered = route.send("direct:consent-answer", "late");

        assertThat(answered.getException()).isInstanceOf(Rejection.class);
    }

    /** Stands for the bean of that name. */
    public static final class Consent {

        public String answer(String body) {
            if (body.equals("late")) {
                throw new Rejection(AgreementProblem.INVITATION_EXPIRED, "too late");
            }
            return "took " + body;
        }
    }
}
