package org.meterport.han.headend;

/** What a head-end said at once. Accepted means that it survives a crash of the head-end; the outcome comes as events under the token. */
public sealed interface Answer {
    /** Taken. A repeated submission gets the same token. */
    record Accepted(Token token) implements Answer {}

    /**
     * Not taken, and never will be in this form.
     *
     * @param detail one sentence for the caller, without personal data
     */
    record Refused(Refusal refusal, String detail) implements Answer {}
}
