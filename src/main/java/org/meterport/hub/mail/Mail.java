package org.meterport.hub.mail;

/**
 * One mail to one person.
 *
 * @param id the same for every attempt; letters, digits, dots and underscores
 * @param to one address without a display name
 * @param text for programs that show no HTML
 * @param html the same content
 */
public record Mail(String id, String to, String subject, String text, String html) {

    public Mail {
        if (!id.matches("[A-Za-z0-9._]{1,120}") || to.chars().anyMatch(c -> c <= ' ') || subject.contains("\n")) {
            throw new IllegalArgumentException("the mail " + id + " cannot be addressed");
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
