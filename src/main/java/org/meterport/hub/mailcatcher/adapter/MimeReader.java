package org.meterport.hub.mailcatcher.adapter;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.mailcatcher.CaughtMail;
import org.meterport.hub.mailcatcher.CaughtMail.Header;
import org.meterport.hub.mailcatcher.MailId;

/** Reads a kept file. What cannot be read is left empty: a mail that breaks the rules is still listed and opened. */
final class MimeReader {

    private static final int MAX_DEPTH = 8;

    private final Session session = Session.getInstance(new Properties());

    CaughtMail read(MailId id, byte[] file) {
        try {
            var message = new MimeMessage(session, new ByteArrayInputStream(file));
            List<Header> headers = new ArrayList<>();
            for (var line : Collections.list(message.getAllHeaders())) {
                headers.add(new Header(line.getName(), decoded(line.getValue())));
            }
            // the envelope stands before the mail's own head; the same names further down are the sender's
            int own = 1;
            List<String> to = new ArrayList<>();
            while (own < headers.size() && headers.get(own).name().equals(IncomingMail.RECIPIENT)) {
                to.add(headers.get(own).value());
                own++;
            }
            String envelopeSender = headers.isEmpty() ? "" : headers.get(0).value();
            String from = first(message, "From");
            var bodies = new Bodies();
            collect(message, bodies, 0);
            return new CaughtMail(
                    id,
                    from.isEmpty() ? envelopeSender : from,
                    to,
                    first(message, "Subject"),
                    first(message, "Message-ID"),
                    headers.subList(Math.min(own, headers.size()), headers.size()),
                    bodies.text,
                    bodies.html);
        } catch (MessagingException unreadable) {
            return new CaughtMail(id, "", List.of(), "(unreadable)", "", List.of(), "", "");
        }
    }

    private static final class Bodies {
        private String text = "";
        private String html = "";
    }

    private static void collect(Part part, Bodies bodies, int depth) {
        try {
            if (Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
                return;
            }
            if (part.isMimeType("multipart/*") && depth < MAX_DEPTH) {
                if (part.getContent() instanceof Multipart several) {
                    for (int i = 0; i < several.getCount(); i++) {
                        collect(several.getBodyPart(i), bodies, depth + 1);
                    }
                }
            } else if (part.isMimeType("text/html") && bodies.html.isEmpty()) {
                bodies.html = String.valueOf(part.getContent());
            } else if (part.isMimeType("text/plain") && bodies.text.isEmpty()) {
                bodies.text = String.valueOf(part.getContent());
            }
        } catch (MessagingException | IOException | IllegalArgumentException unreadable) {
            // the other parts may be fine
            return;
        }
    }

    private static String first(MimeMessage message, String name) throws MessagingException {
        String @Nullable [] values = message.getHeader(name);
        return values == null ? "" : decoded(values[0]);
    }

    private static String decoded(@Nullable String value) {
        if (value == null) {
            return "";
        }
        String line = MimeUtility.unfold(value);
        try {
            return MimeUtility.decodeText(line);
        } catch (UnsupportedEncodingException unknown) {
            return line;
        }
    }
}
