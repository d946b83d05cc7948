package org.meterport.hub.download.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;
import org.junit.jupiter.api.Test;
import org.meterport.hub.mail.Mail;
import org.meterport.hub.mail.adapter.MailMessages;
import org.meterport.hub.mail.adapter.MailSettings;
import org.meterport.hub.routing.RouteUnderTest;
import org.meterport.hub.shared.Unavailable;

class GreenButtonMailRouteTest {

    private static final Mail MAIL = new Mail("gbd_1", "alma@example.com", "Your data", "text", "<p>html</p>")
            .with(List.of(new Mail.Attachment("data.XML.zip", "application/zip", new byte[] {1, 2, 3})));

    @Test
    void sendsTheFileUnderTheDownloadsOwnId() throws Exception {
        try (RouteUnderTest route = route(Optional.of(MAIL))) {
            route.mock("mail").expectedHeaderReceived("Message-ID", "<gbd_1@hub.example>");

            route.send("direct:in", "gbd_1");

            route.assertMocks();
            var sent = route.mock("mail").getReceivedExchanges().get(0).getMessage(AttachmentMessage.class);
            assertThat(sent.getAttachmentNames()).containsExactly("data.XML.zip");
        }
    }

    @Test
    void sendsNothingToWhoeverIsGone() throws Exception {
        try (RouteUnderTest route = route(Optional.empty())) {
            route.mock("mail").expectedMessageCount(0);

            assertThat(route.send("direct:in", "gbd_1").getException()).isNull();
            route.assertMocks();
        }
    }

    @Test
    void waitsForTheMailServer() {
        try (RouteUnderTest route = route(Optional.of(MAIL))) {
            route.mock("mail").whenAnyExchangeReceived(exchange -> {
                throw new MessagingException("could not connect");
            });

            assertThat(route.send("direct:in", "gbd_1").getException()).isInstanceOf(Unavailable.class);
        }
    }

    private static RouteUnderTest route(Optional<Mail> mail) {
        return RouteUnderTest.load("green-button-mail")
                .property("meterport.download.request.uri", "direct:in")
                .property("meterport.download.mail.uri", "mock:mail")
                .property("meterport.dead-letter.uri", "mock:dead-letter")
                .bean("downloadMails", new Mails(mail))
                .bean(
                        "mailMessages",
                        new MailMessages(new MailSettings("h", 25, "Hub <hub@hub.example>", "", "Hub", "help")))
                .failureBeans();
    }

    /** Stands for the bean of that name. */
    public record Mails(Optional<Mail> mail) {

        public void write(Exchange exchange) {
            exchange.getMessage().setBody(mail.orElse(null));
        }
    }
}
