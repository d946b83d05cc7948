package org.meterport.hub.account.adapter;

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

class AccountMailRouteTest {

    private static final Mail MAIL = new Mail("rst_1", "alma@example.com", "A new password", "text", "<p>html</p>");

    @Test
    void sendsTheLink() throws Exception {
        try (RouteUnderTest route = route(Optional.of(MAIL))) {
            route.mock("mail").expectedHeaderReceived("Message-ID", "<rst_1@hub.example>");

            route.send("direct:in", "acc_1", Map.of());

            route.assertMocks();
        }
    }

    @Test
    void sendsNothingWhenTheAccountIsGone() throws Exception {
        try (RouteUnderTest route = route(Optional.empty())) {
            route.mock("mail").expectedMessageCount(0);

            Exchange delivery = route.send("direct:in", "acc_1", Map.of());

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

            Exchange delivery = route.send("direct:in", "acc_1", Map.of());

            assertThat(delivery.getException()).isInstanceOf(Unavailable.class);
        }
    }

    private static RouteUnderTest route(Optional<Mail> mail) {
        return RouteUnderTest.load("account-mail")
                .property("meterport.account.mail.uri", "direct:in")
                .property("meterport.agreement.mail.uri", "mock:mail")
                .property("meterport.dead-letter.uri", "mock:dead-letter")
                .bean("accountMails", new Mails(mail))
                .bean(
                        "mailMessages",
                        new MailMessages(new MailSettings("h", 25, "Hub <hub@hub.example>", "", "Hub", "help")))
                .failureBeans();
    }

    /** Stands for {@code accountMails}: writes one mail, or none. */
    public static final class Mails {

        private final Optional<Mail> mail;

        Mails(Optional<Mail> mail) {
            this.mail = mail;
        }

        public void writeReset(Exchange exchange) {
            exchange.getMessage().setBody(mail.orElse(null));
        }
    }
}
