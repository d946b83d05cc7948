package org.meterport.hub.mail;

import java.util.List;

/**
 * One mail to one person.
 *
 * @param id the same for every attempt; letters, digits, dots and underscores
 * @param to one address without a display name
 * @param text for programs that show no HTML
 * @param html the same content
 * @param attachments files beside the text, as a rule none
 */
public record Mail(String id, String to, String subject, String text, String html, List<Attachment> attachments) {

    public Mail {
        attachments = List.copyOf(attachments);
        if (!id.matches("[A-Za-z0-9._]{1,120}") || to.chars().anyMatch(c -> c <= ' ') || subject.contains("\n")) {
            throw new IllegalArgumentException("the mail " + id + " cannot be addressed");
        }
    }

    /** A mail without attachments. */
    public Mail(String id, String to, String subject, String text, String html) {
        this(id, to, subject, text, html, List.of());
    }

    /** The same mail with these files. */
    public Mail with(List<Attachment> files) {
        return new Mail(id, to, subject, text, html, files);
    }

    /** A file in a mail. */
    public static final class Attachment {

        private final String name;
        private final String contentType;
        private final byte[] content;

        public Attachment(String name, String contentType, byte[] content) {
            this.name = name;
            this.contentType = contentType;
            this.content = content.clone();
        }

        public String name() {
            return name;
        }

        public String contentType() {
            return contentType;
        }

        public byte[] content() {
            return content.clone();
        }

        @Override
        public String toString() {
            return "Attachment[" + content.length + " bytes]";
        }
    }

    /** What the mail server said of a mail. */
    public enum Outcome {
        SENT,
        /** Refused for good, as a rule because there is no such address. */
        BOUNCED
    }

    @Override
    public String toString() {
        return "Mail[" + id + "]";
    }
}
