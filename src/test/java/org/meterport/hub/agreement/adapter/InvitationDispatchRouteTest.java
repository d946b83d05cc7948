package org.meterport.hub.agreement.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.meterport.hub.mail.Mail;
import org.meterport.hub.mail.adapter.MailMessages;
import org.meterport.hub.mail.adapter.MailSettings;
import org.meterport.hub.routing.RouteUnderTest;
import org.meterport.hub.shared.Unavailable;

class InvitationDispatchRouteTest {

    private static final Mail MAIL = new Mail("inv_1.1", "alma@example.com", "A question", "text", "<p>html</p>");

    private final MailFlow mails = new MailFlow(Optional.of(MAIL));

    @RegisterExtension
    final RouteUnderTest route = RouteUnderTest.load("invitation-dispatch")
            .property("meterport.agreement.invitation.uri", "direct:in")
            .property("meterport.agreement.mail.uri", "mock:mail")
            .property("meterport.dead-letter.uri", "mock:dead-letter")
            .bean("agreementMails", mails)
            .bean(
                    "mailMessages",
                    new MailMessages(new MailSettings("h", 25, "Hub <hub@hub.example>", "", "Hub", "help")))
            .failureBeans();

    @Test
    void sendsTheMailUnderItsOwnIdAndRecordsIt() throws Exception {
        route.mock("mail").expectedHeaderReceived("Message-ID", "<inv_1.1@hub.example>");
        route.mock("mail").expectedHeaderReceived("CamelMailAlternativeBody", "text");
        route.mock("mail").expectedBodiesReceived("<p>html</p>");

        route.send("direct:in", "inv_1", Map.of("send", "1"));

        route.assertMocks();
        assertThat(mails.outcomes()).containsExactly(Mail.Outcome.SENT);
    }

    @Test
    void parksTheInvitationWhenTheMailServerStaysDown() throws Exception {
        failWith(new MessagingException("could not connect"));
        route.mock("dead-letter").expectedMessageCount(0);

        Exchange delivery = route.send("direct:in", "inv_1", Map.of("send", "1", "JMSXDeliveryCount", 900));

        assertThat(delivery.getException()).isInstanceOf(Unavailable.class).hasMessageContaining("mail server");
        route.assertMocks();
        assertThat(mails.outcomes()).isEmpty();
    }

    @Test
    void recordsAnAddressThatWasRefusedForGood() throws Exception {
        failWith(refusal(550));

        Exchange delivery = route.send("direct:in", "inv_1", Map.of("send", "1"));

        assertThat(delivery.getException()).isNull();
        assertThat(mails.outcomes()).containsExactly(Mail.Outcome.BOUNCED);
    }

    @Test
    void triesAgainWhenTheAddressWasRefusedForNow() throws Exception {
        failWith(refusal(450));

        Exchange delivery = route.send("direct:in", "inv_1", Map.of("send", "1"));

        assertThat(delivery.getException()).isInstanceOf(Unavailable.class);
        assertThat(mails.outcomes()).isEmpty();
    }

    private void failWith(Exception failure) {
        route.mock("mail").whenAnyExchangeReceived(exchange -> {
            throw failure;
        });
    }

    private static MessagingException refusal(int code) throws Exception {
        Address address = new InternetAddress("alma@example.com");
        return new jakarta.mail.SendFailedException(
                "Invalid Addresses",
                new SMTPAddressFailedException((InternetAddress) address, "RCPT TO", code, "refused"));
    }
}
