package org.meterport.hub.limits;

import org.meterport.hub.shared.ProblemCode;

/** Refusals of what comes too often. */
public enum LimitProblem implements ProblemCode {
    TOO_MANY_CALLS("LIM-101", "Too many calls"),
    LOGIN_LOCKED("LIM-102", "Too many sign-ins have failed");

    private final String code;
    private final String title;

    LimitProblem(String code, String title) {
        this.code = code;
        this.title = title;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int httpStatus() {
        return 429;
    }

    @Override
    public String title() {
        return title;
    }
}
