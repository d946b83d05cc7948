package org.meterport.hub.party;

import org.meterport.hub.shared.ProblemCode;

/** Refusals about who somebody is. */
public enum PartyProblem implements ProblemCode {
    WRONG_CREDENTIALS("PTY-101", 401, "User name or password is wrong"),
    CREDENTIALS_MISSING("PTY-102", 400, "User name or password is missing"),
    THIRD_PARTY_SUSPENDED("PTY-201", 403, "The Third Party is suspended");

    private final String code;
    private final int httpStatus;
    private final String title;

    PartyProblem(String code, int httpStatus, String title) {
        this.code = code;
        this.httpStatus = httpStatus;
        this.title = title;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int httpStatus() {
        return httpStatus;
    }

    @Override
    public String title() {
        return title;
    }
}
