package org.meterport.hub.mail.adapter;

import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.util.ByteArrayDataSource;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.attachment.AttachmentMessage;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.meterport.hub.mail.Mail;
import org.meterport.hub.shared.Unavailable;

/** Between a {@link Mail} and camel-mail, on the way out and on the way back. */
public final class MailMessages {

    /** Exchange property: the {@link Mail.Outcome} of the mail just sent. */
    public static final String OUTCOME = "mailOutcome";

    private final MailSettings settings;

    public MailMessages(MailSettings settings) {
        this.settings = settings;
    }

    /** Makes the body's mail the message: the HTML as body, the text beside it, the id where camel-mail keeps it. */
    public void address(Exchange exchange) {
        Message message = exchange.getMessage();
        Mail mail = message.getBody(Mail.class);
        message.removeHeaders("*");
        message.setHeader("To", mail.to());
        message.setHeader("From", settings.from());
        message.setHeader("Subject", mail.subject());
        message.setHeader("Message-ID", "<" + mail.id() + "@" + settings.idDomain() + ">");
        // no answer by machines, RFC 3834
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader(Exchange.CONTENT_TYPE, "text/html; charset=UTF-8");
        message.setHeader("CamelMailAlternativeBody", mail.text());
        message.setBody(mail.html());
        if (!mail.attachments().isEmpty()) {
            AttachmentMessage files = exchange.getMessage(AttachmentMessage.class);
            mail.attachments()
                    .forEach(file -> files.addAttachment(
                            file.name(), new DataHandler(new ByteArrayDataSource(file.content(), file.contentType()))));
        }
        exchange.setProperty(OUTCOME, Mail.Outcome.SENT);
    }

    /**
     * Judges why the server did not take the mail.
     *
     * @throws Unavailable unless the server refused it for good; the mail was not taken then, or is taken again under
     *     the same id
     */
    public void judge(Exchange exchange) {
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        if (isFinal(caught)) {
            exchange.setProperty(OUTCOME, Mail.Outcome.BOUNCED);
            return;
        }
        throw new Unavailable("mail server", "did not take a mail; it is sent again", caught);
    }

    /** 5xx: the same mail will be refused again (RFC 5321, 4.2.1). */
    private static boolean isFinal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            if (cause instanceof SMTPAddressFailedException address) {
                return address.getReturnCode() >= 500;
            }
            if (cause instanceof SMTPSendFailedException sending && next(cause) == null) {
                return sending.getReturnCode() >= 500;
            }
        }
        return false;
    }

    private static @org.jspecify.annotations.Nullable Throwable next(Throwable failure) {
        return failure instanceof MessagingException mail && mail.getNextException() != null
                ? mail.getNextException()
                : failure.getCause() == failure ? null : failure.getCause();
    }
}
