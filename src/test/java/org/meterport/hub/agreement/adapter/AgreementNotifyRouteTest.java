package org.meterport.hub.agreement.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.meterport.hub.mail.Mail;
import org.meterport.hub.mail.adapter.MailMessages;
import org.meterport.hub.mail.adapter.MailSettings;
import org.meterport.hub.routing.RouteUnderTest;
import org.meterport.hub.shared.Unavailable;

class AgreementNotifyRouteTest {

    private static final Mail MAIL =
            new Mail("agr_1.ENDED.customer", "alma@example.com", "It has ended", "text", "<p>html</p>");
    private static final Map<String, Object> ENDED = Map.of("notice", "ENDED", "side", "CUSTOMER");

    @Test
    void tellsOneSide() throws Exception {
        try (RouteUnderTest route = route(Optional.of(MAIL))) {
            route.mock("mail").expectedHeaderReceived("Message-ID", "<agr_1.ENDED.customer@hub.example>");

            route.send("direct:in", "agr_1", ENDED);

            route.assertMocks();
        }
    }

    @Test
    void sendsNothingWhenThereIsNobodyToTell() throws Exception {
        try (RouteUnderTest route = route(Optional.empty())) {
            route.mock("mail").expectedMessageCount(0);

            Exchange delivery = route.send("direct:in", "agr_1", ENDED);

            assertThat(delivery.getException()).isNull();
            route.assertMocks();
        }
    }

    @Test
    void waitsForTheMailServer() {
        try (RouteUnderTest route = route(Optional.of(MAIL))) {
            route.mock("mail").whenAnyExchangeReceived(exchange -> {
                throw new MessagingException("could not connect");
            });

            Exchange delivery = route.send("direct:in", "agr_1", ENDED);

            assertThat(delivery.getException()).isInstanceOf(Unavailable.class);
        }
    }

    private static RouteUnderTest route(Optional<Mail> mail) {
        return RouteUnderTest.load("agreement-notify")
                .property("meterport.agreement.notice.uri", "direct:in")
                .property("meterport.agreement.mail.uri", "mock:mail")
                .property("meterport.dead-letter.uri", "mock:dead-letter")
                .bean("agreementMails", new MailFlow(mail))
                .bean(
                        "mailMessages",
                        new MailMessages(new MailSettings("h", 25, "Hub <hub@hub.example>", "", "Hub", "help")))
                .failureBeans();
    }
}
