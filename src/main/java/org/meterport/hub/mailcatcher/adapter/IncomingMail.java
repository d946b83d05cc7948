package org.meterport.hub.mailcatcher.adapter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.mailcatcher.MailFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;

/**
 * One mail being received. Its envelope is kept as lines before its own head, Return-Path first (RFC 5321, 4.4), then
 * one X-Original-To for each recipient.
 */
final class IncomingMail implements MessageHandler {

    static final String SENDER = "Return-Path";
    static final String RECIPIENT = "X-Original-To";

    private static final Logger LOG = LoggerFactory.getLogger(IncomingMail.class);
    /** How many times the limit is listened to for politeness before the line is cut. */
    private static final int PATIENCE = 64;

    private final Function<List<String>, MailFolder> folders;
    private final int maxBytes;
    private final MessageContext client;
    private final List<String> recipients = new ArrayList<>();
    private String sender = "";

    /** @param folders by the recipients, where the mail is kept */
    IncomingMail(Function<List<String>, MailFolder> folders, int maxBytes, MessageContext client) {
        this.folders = folders;
        this.maxBytes = maxBytes;
        this.client = client;
    }

    /** RFC 5321, 4.1.4: a session begins with HELO or EHLO. */
    @Override
    public void from(String address) throws RejectException {
        if (client.getHelo().isEmpty()) {
            throw new RejectException(503, "5.5.1 say HELO or EHLO first");
        }
        sender = printable(address);
    }

    @Override
    public void recipient(String address) throws RejectException {
        if (address.contains(" ") && !address.startsWith("\"")) {
            throw new RejectException(553, "5.1.3 this is not a mail address");
        }
        recipients.add(printable(address));
    }

    @Override
    public @Nullable String data(InputStream content) throws RejectException, IOException {
        byte[] mail = content.readNBytes(maxBytes + 1);
        if (mail.length > maxBytes) {
            skip(content);
            throw new RejectException(552, "5.3.4 the mail is larger than " + maxBytes + " bytes; send a smaller one");
        }
        var whole = new ByteArrayOutputStream(mail.length + 512);
        whole.writeBytes((SENDER + ": <" + sender + ">\r\n").getBytes(StandardCharsets.UTF_8));
        for (String recipient : recipients) {
            whole.writeBytes((RECIPIENT + ": " + recipient + "\r\n").getBytes(StandardCharsets.UTF_8));
        }
        whole.writeBytes(mail);
        try {
            return "2.0.0 kept as " + folders.apply(recipients).keep(whole.toByteArray());
        } catch (IOException full) {
            LOG.warn("A mail was not taken, its sender will try again: the mail folder says {}", full.toString());
            throw new RejectException(452, "4.3.1 the mail cannot be kept now; send it again later");
        }
    }

    /** Whoever never stops sending is cut off, not answered. */
    private void skip(InputStream content) throws IOException, DropConnectionException {
        byte[] dropped = new byte[8192];
        long left = (long) maxBytes * PATIENCE;
        int read = content.read(dropped);
        while (read >= 0) {
            left -= read;
            if (left < 0) {
                throw new DropConnectionException(552, "5.3.4 the mail does not end");
            }
            read = content.read(dropped);
        }
    }

    private static String printable(String address) {
        return address.replaceAll("\\p{Cntrl}", "");
    }

    @Override
    public void done() {
        recipients.clear();
    }
}
