package org.meterport.hub.account;

import org.meterport.hub.shared.ProblemCode;

/** Refusals about customers' accounts; told on pages, never by an API. */
public enum AccountProblem implements ProblemCode {
    PASSWORD_INVALID("ACC-101", 422, "The password cannot be taken"),
    WRONG("ACC-201", 401, "Mail address or password is wrong"),
    LINK_USED("ACC-202", 404, "The link is not good any more"),
    GONE("ACC-203", 403, "The account is gone");

    private final String code;
    private final int httpStatus;
    private final String title;

    AccountProblem(String code, int httpStatus, String title) {
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
