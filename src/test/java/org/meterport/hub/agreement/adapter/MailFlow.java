package org.meterport.hub.agreement.adapter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.meterport.hub.mail.Mail;
import org.meterport.hub.mail.adapter.MailMessages;

/** Stands for {@code agreementMails} in route tests: writes one mail, or none, and remembers what was recorded. */
public final class MailFlow {

    private final Optional<Mail> mail;
    private final List<Object> outcomes = new ArrayList<>();

    MailFlow(Optional<Mail> mail) {
        this.mail = mail;
    }

    public void writeInvitation(Exchange exchange) {
        exchange.getMessage().setBody(mail.orElse(null));
    }

    public void writeNotice(Exchange exchange) {
        exchange.getMessage().setBody(mail.orElse(null));
    }

    public void recordInvitation(Exchange exchange) {
        outcomes.add(exchange.getProperty(MailMessages.OUTCOME));
    }

    List<Object> outcomes() {
        return outcomes;
    }
}
