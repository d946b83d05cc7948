package org.meterport.hub.mail.adapter;

import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.apache.camel.CamelContext;
import org.apache.camel.component.mail.DefaultJavaMailSender;
import org.apache.camel.component.mail.JavaMailSender;
import org.apache.camel.component.mail.MailConfiguration;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.mail.BounceAddresses;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps connections to the mail server open between mails: greeting, TLS and login cost more than a mail. A connection is
 * used by one mail at a time; one that failed is closed, and a mail that met a connection the server had closed meanwhile
 * is sent once more on a fresh one, as the same mail with the same id.
 */
final class MailConnections implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MailConnections.class);

    /** Servers close connections that say nothing, most after five minutes. */
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(20);

    /** Servers limit the mails of one connection, most to a hundred or more. */
    private static final int MOST_MAILS = 90;

    private final Deque<Open> idle = new ConcurrentLinkedDeque<>();
    private final InstantSource clock;
    private final BounceAddresses bounces;

    MailConnections(InstantSource clock, BounceAddresses bounces) {
        this.clock = clock;
        this.bounces = bounces;
    }

    /** A configuration whose senders share these connections. */
    MailConfiguration configuration() {
        return new Configuration();
    }

    @Override
    public void close() {
        for (Open open = idle.poll(); open != null; open = idle.poll()) {
            open.close();
        }
    }

    /** @param mails sent on it */
    private record Open(Transport transport, String server, int mails, long sinceNanos) {

        boolean fits(String wanted) {
            return server.equals(wanted)
                    && mails < MOST_MAILS
                    && System.nanoTime() - sinceNanos < LONGEST_IDLE.toNanos();
        }

        void close() {
            try {
                transport.close();
            } catch (MessagingException gone) {
                LOG.debug("a connection to the mail server was gone already", gone);
            }
        }
    }

    private final class Configuration extends MailConfiguration {

        @Override
        protected JavaMailSender createJavaMailSender(CamelContext context) {
            JavaMailSender plain = super.createJavaMailSender(context);
            var sender = new Sender();
            sender.setHost(plain.getHost());
            sender.setPort(plain.getPort());
            sender.setUsername(plain.getUsername());
            sender.setPassword(plain.getPassword());
            sender.setProtocol(plain.getProtocol());
            sender.setAuthenticator(plain.getAuthenticator());
            sender.setJavaMailProperties(plain.getJavaMailProperties());
            if (getSession() != null) {
                sender.setSession(getSession());
            }
            return sender;
        }
    }

    private final class Sender extends DefaultJavaMailSender {

        @Override
        public void send(MimeMessage mail) throws MessagingException {
            if (mail.getSentDate() == null) {
                mail.setSentDate(Date.from(clock.instant()));
            }
            String id = mail.getMessageID();
            mail.saveChanges();
            if (id != null) {
                mail.setHeader("Message-ID", id);
            }
            MimeMessage letter = enveloped(mail, id);
            Open kept = kept();
            if (kept != null) {
                try {
                    send(letter, kept);
                    return;
                } catch (MessagingException failed) {
                    if (isVerdict(failed)) {
                        throw failed;
                    }
                    LOG.debug(
                            "a kept connection to the mail server was of no use; the mail goes on a fresh one", failed);
                }
            }
            send(letter, fresh());
        }

        /** With a sender of its own on the envelope, so that a report of its fate finds back to it. */
        private MimeMessage enveloped(MimeMessage mail, @Nullable String id) throws MessagingException {
            Optional<String> sender = Optional.ofNullable(id)
                    .filter(whole -> whole.startsWith("<") && whole.indexOf('@') > 0)
                    .flatMap(whole -> bounces.of(whole.substring(1, whole.indexOf('@'))));
            if (sender.isEmpty()) {
                return mail;
            }
            var letter = new SMTPMessage(mail);
            letter.setEnvelopeFrom(sender.get());
            return letter;
        }

        private void send(MimeMessage mail, Open open) throws MessagingException {
            try {
                open.transport().sendMessage(mail, mail.getAllRecipients());
            } catch (MessagingException failed) {
                open.close();
                throw failed;
            }
            idle.push(new Open(open.transport(), open.server(), open.mails() + 1, System.nanoTime()));
        }

        private @Nullable Open kept() {
            for (Open open = idle.poll(); open != null; open = idle.poll()) {
                if (open.fits(server())) {
                    return open;
                }
                open.close();
            }
            return null;
        }

        private Open fresh() throws MessagingException {
            Transport transport = getTransport(getSession());
            PasswordAuthentication login = getPasswordAuthentication();
            transport.connect(getHost(), getPort(), login.getUserName(), login.getPassword());
            return new Open(transport, server(), 0, System.nanoTime());
        }

        private String server() {
            return getProtocol() + "://" + getUsername() + "@" + getHost() + ":" + getPort();
        }
    }

    /** Whether the server has judged the mail, so that another connection would hear the same. */
    private static boolean isVerdict(MessagingException failure) {
        for (Exception cause = failure; cause instanceof MessagingException mail; cause = mail.getNextException()) {
            if (cause instanceof SMTPAddressFailedException) {
                return true;
            }
            if (cause instanceof SMTPSendFailedException sending && sending.getReturnCode() != 421) {
                return sending.getReturnCode() > 0;
            }
        }
        return false;
    }
}
