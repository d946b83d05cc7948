package org.meterport.hub.shared;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request refused for a reason its sender can act on; never used for faults of our own, and never retried.
 *
 * <p>Carries no stack trace: a refusal is an answer, and a busy partner can cause thousands a second.
 */
public final class Rejection extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ProblemCode reason;
    private final String detail;
    private final @Nullable Duration retryAfter;

    /**
     * @param detail what was wrong in this request and what to send instead, with the value and the limit; it goes to
     *     the sender as it stands, so it names nobody else's data and no secrets
     */
    public Rejection(ProblemCode reason, String detail) {
        this(reason, detail, null);
    }

    /** @param retryAfter when the same request may be good; null for never */
    public Rejection(ProblemCode reason, String detail, @Nullable Duration retryAfter) {
        super(requireNonNull(reason, "reason").code() + ": " + requireNonNull(detail, "detail"), null, false, false);
        this.reason = reason;
        this.detail = detail;
        this.retryAfter = retryAfter;
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

    /** How long to wait before the same request may be good; empty where waiting does not help. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
