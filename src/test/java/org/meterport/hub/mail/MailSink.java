package org.meterport.hub.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** A real SMTP server on a free loopback port that keeps what it gets; addresses that begin with "bounce" it refuses. */
public final class MailSink implements AutoCloseable {

    private final BlockingQueue<Received> mails = new LinkedBlockingQueue<>();
    private final SMTPServer server;

    /** @param port 0 takes a free one */
    public MailSink(int port) {
        server = new SMTPServer.Builder()
                .bindAddress(InetAddress.getLoopbackAddress())
                .port(port)
                .messageHandler((context, from, to, data) -> {
                    if (to.startsWith("bounce")) {
                        throw new RejectException(550, "no such user");
                    }
                    mails.add(new Received(from, to, data));
                })
                .build();
        server.start();
    }

    /** One mail as it came over the wire; it is read when asked, so that a sink costs senders no time. */
    public static final class Received {

        private static final Pattern LINK = Pattern.compile("https?://[^/]+(/(?:consent|my)/[A-Za-z0-9._-]+)");
        private static final Session SESSION = Session.getInstance(new Properties());

        private final String from;
        private final String to;
        private final byte[] data;

        Received(String from, String to, byte[] data) {
            this.from = from;
            this.to = to;
            this.data = data;
        }

        /** The sender of the envelope, where what cannot be delivered goes back to. */
        public String from() {
            return from;
        }

        public String to() {
            return to;
        }

        /** The whole mail. */
        public byte[] data() {
            return data.clone();
        }

        public String id() {
            return read(MimeMessage::getMessageID);
        }

        public String subject() {
            return read(MimeMessage::getSubject);
        }

        public String text() {
            return read(mail -> String.valueOf(parts(mail).getBodyPart(0).getContent()));
        }

        public String html() {
            return read(mail -> html(parts(mail).getBodyPart(1)));
        }

        public Map<String, byte[]> attachments() {
            return read(mail -> attachments(parts(mail).getBodyPart(1)));
        }

        private interface Reader<T> {
            T read(MimeMessage mail) throws MessagingException, IOException;
        }

        private <T> T read(Reader<T> what) {
            try {
                return what.read(new MimeMessage(SESSION, new ByteArrayInputStream(data)));
            } catch (MessagingException | IOException unreadable) {
                throw new IllegalStateException("a mail that cannot be read", unreadable);
            }
        }

        private static Multipart parts(MimeMessage mail) throws MessagingException, IOException {
            return (Multipart) mail.getContent();
        }

        /** With attachments the HTML is the first part of a part. */
        private static String html(BodyPart part) throws MessagingException, IOException {
            return String.valueOf(
                    part.getContent() instanceof Multipart inner
                            ? inner.getBodyPart(0).getContent()
                            : part.getContent());
        }

        private static Map<String, byte[]> attachments(BodyPart part) throws MessagingException, IOException {
            Map<String, byte[]> files = new LinkedHashMap<>();
            if (part.getContent() instanceof Multipart inner) {
                for (int i = 1; i < inner.getCount(); i++) {
                    BodyPart file = inner.getBodyPart(i);
                    files.put(file.getFileName(), file.getInputStream().readAllBytes());
                }
            }
            return files;
        }

        /** The path of our link in the text. */
        public Optional<String> link() {
            Matcher matcher = LINK.matcher(text());
            return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
        }
    }

    public int port() {
        return server.getPortAllocated();
    }

    /** The next mail to that address; others that come before are dropped. Waits 30 s at most for each. */
    public Received next(String to) {
        Received mail;
        do {
            mail = next();
        } while (!mail.to().equals(to));
        return mail;
    }

    /** The next mail. Waits 30 s at most. */
    public Received next() {
        try {
            @Nullable Received mail = mails.poll(30, TimeUnit.SECONDS);
            if (mail == null) {
                throw new IllegalStateException("no mail came");
            }
            return mail;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(interrupted));
        }
    }

    /** What has come and was not taken yet. */
    public int waiting() {
        return mails.size();
    }

    @Override
    public void close() {
        server.stop();
    }
}
