package org.meterport.hub.shared;

/**
 * One reason for a refusal. Each capability lists its own in an enum.
 *
 * <p>Codes are part of the partner contract: add new ones, never renumber or reuse one.
 */
public interface ProblemCode {

    /** Stable and unique in the whole hub: a capability's three letters, a dash, three digits ({@code AGR-102}). */
    String code();

    /** The same in the SMT-compatible API, whose clients know some codes of SMT's own. */
    default String smtCode() {
        return code();
    }

    /** The HTTP status of the refusal, 400 to 499; other channels carry only the code. */
    int httpStatus();

    /** A short summary of the kind of problem, the same for every occurrence (RFC 9457, {@code title}). */
    String title();
}
