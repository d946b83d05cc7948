package org.meterport.hub.mailcatcher;

import java.util.List;

/**
 * A caught mail as a person reads it. Every part is whatever the sender wrote, so nothing in it can be trusted.
 *
 * @param from sender as the mail names it, else as the envelope does; may be empty
 * @param to recipients of the envelope, one address each, copies and blind copies among them
 * @param messageId with its angle brackets; empty if it has none
 * @param headers of the mail, in its order
 * @param text the plain part; empty if there is none
 * @param html the HTML part; empty if there is none
 */
public record CaughtMail(
        MailId id,
        String from,
        List<String> to,
        String subject,
        String messageId,
        List<Header> headers,
        String text,
        String html) {

    public CaughtMail {
        to = List.copyOf(to);
        headers = List.copyOf(headers);
    }

    /** One line of a mail's head, decoded for reading. */
    public record Header(String name, String value) {}

    @Override
    public String toString() {
        return "CaughtMail[" + id + "]";
    }
}
