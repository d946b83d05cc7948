package org.meterport.han.headend;

/** An answer to a question: what was asked for, or why it cannot be given. */
public sealed interface Reply<T> {
    /** The answer. */
    record Given<T>(T value) implements Reply<T> {}

    /**
     * No answer.
     *
     * @param detail one sentence for the caller, without personal data
     */
    record Refused<T>(Refusal refusal, String detail) implements Reply<T> {}
}
