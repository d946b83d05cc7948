package org.meterport.hub.mail.adapter;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.mail.MailMessage;
import org.meterport.hub.mail.BounceAddresses;
import org.meterport.hub.shared.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what comes to the mailbox of reports, for the flow {@code mail-bounce}: delivery status notifications (RFC 3464)
 * to an address of {@link BounceAddresses}.
 */
public final class MailBounces {

    /** Exchange property: why the mail is none that the hub believes, or can read. */
    public static final String REFUSED = "bounceRefused";

    private static final String RAW = "bounceMail";

    /** Where servers write whom a mail was for, besides the mail's own line. */
    private static final Set<String> RECIPIENT_LINES = Set.of("x-original-to", "delivered-to", "to", "envelope-to");

    private static final Logger LOG = LoggerFactory.getLogger(MailBounces.class);

    private final BounceAddresses addresses;
    private final Session session = Session.getInstance(new Properties());

    public MailBounces(BounceAddresses addresses) {
        this.addresses = addresses;
    }

    /**
     * Body: the mail, as bytes or from a mailbox. It becomes the id of the mail that did not arrive, or null when the
     * report says something else (late, relayed) or when {@link #REFUSED} says why it is not believed.
     */
    public void read(Exchange exchange) throws IOException {
        Message message = exchange.getMessage();
        byte[] raw = raw(message);
        exchange.setProperty(RAW, raw);
        message.setBody(null);
        try {
            var mail = new MimeMessage(session, new ByteArrayInputStream(raw));
            Optional<String> id = mailId(mail);
            if (id.isEmpty()) {
                refuse(exchange, "it is to no address that this hub made");
                return;
            }
            Optional<Part> status = status(mail);
            if (status.isEmpty()) {
                refuse(exchange, "it is no delivery status notification");
                return;
            }
            if (isFinal(status.get())) {
                message.setBody(id.get());
            }
        } catch (MessagingException | IllegalArgumentException unreadable) {
            refuse(exchange, "it cannot be read");
        }
    }

    /** The mail as it came, under a name that is the same each time it comes. */
    public void keep(Exchange exchange) {
        byte[] raw = exchange.getProperty(RAW, byte[].class);
        exchange.getMessage().setBody(raw);
        exchange.getMessage().setHeader(Exchange.FILE_NAME, name(raw) + ".eml");
    }

    private static void refuse(Exchange exchange, String reason) {
        LOG.warn("a mail to the mailbox of reports is set aside: {}", reason);
        exchange.setProperty(REFUSED, reason);
    }

    private static byte[] raw(Message message) throws IOException {
        if (message instanceof MailMessage fromMailbox) {
            var bytes = new ByteArrayOutputStream();
            try {
                fromMailbox.getOriginalMessage().writeTo(bytes);
            } catch (MessagingException away) {
                throw new IOException(away);
            }
            return bytes.toByteArray();
        }
        return message.getBody(byte[].class);
    }

    private Optional<String> mailId(MimeMessage mail) throws MessagingException {
        for (Header line : Collections.list(mail.getAllHeaders())) {
            if (RECIPIENT_LINES.contains(line.getName().toLowerCase(Locale.ROOT))) {
                for (String address : addresses(line.getValue())) {
                    Optional<String> id = addresses.mailId(address);
                    if (id.isPresent()) {
                        return id;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> addresses(String line) {
        try {
            return Arrays.stream(InternetAddress.parseHeader(line, false))
                    .map(address -> String.valueOf(address.getAddress()))
                    .toList();
        } catch (AddressException unreadable) {
            return List.of();
        }
    }

    private static Optional<Part> status(MimeMessage mail) throws MessagingException, IOException {
        if (!mail.isMimeType("multipart/report") || !(mail.getContent() instanceof Multipart parts)) {
            return Optional.empty();
        }
        for (int i = 0; i < parts.getCount(); i++) {
            if (parts.getBodyPart(i).isMimeType("message/delivery-status")) {
                return Optional.of(parts.getBodyPart(i));
            }
        }
        return Optional.empty();
    }

    /** One block of fields about the mail, then one for each recipient; ours have one recipient. */
    private static boolean isFinal(Part status) throws MessagingException, IOException {
        boolean failed = false;
        try (InputStream blocks = new BufferedInputStream(status.getInputStream())) {
            blocks.mark(1);
            while (blocks.read() >= 0) {
                blocks.reset();
                String action = new InternetHeaders(blocks).getHeader("Action", null);
                failed |= action != null && action.strip().equalsIgnoreCase("failed");
                blocks.mark(1);
            }
        }
        return failed;
    }

    private static String name(byte[] raw) {
        return HexFormat.of().formatHex(Sha256.of(raw), 0, 16);
    }
}
