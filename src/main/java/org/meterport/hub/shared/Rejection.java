package org.meterport.hub.shared;

import static java.util.Objects.requireNonNull;

/**
 * A request refused for a reason its sender can act on; never used for faults of our own, and never retried.
 *
 * <p>Carries no stack trace: a refusal is an answer, and a busy partner can cause thousands a second.
 */
public final class Rejection extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ProblemCode reason;
    private final String detail;

    /**
     * @param detail what was wrong in this request and what to send instead, with the value and the limit; it goes to
     *     the sender as it stands, so it names nobody else's data and no secrets
     */
    public Rejection(ProblemCode reason, String detail) {
        super(requireNonNull(reason, "reason").code() + ": " + requireNonNull(detail, "detail"), null, false, false);
        this.reason = reason;
        this.detail = detail;
    }

    public ProblemCode reason() {
        return reason;
    }

    public String code() {
        return reason.code();
    }

    public String detail() {
        return detail;
    }
}
