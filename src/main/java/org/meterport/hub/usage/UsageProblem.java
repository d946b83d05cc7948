package org.meterport.hub.usage;

import org.meterport.hub.shared.ProblemCode;

/** Refusals about usage. */
public enum UsageProblem implements ProblemCode {
    /** SMT's own code for it. */
    NO_DATA("1", 200, "No data"),
    ESIID_INVALID("USG-101", 400, "The ESIID is not one"),
    DATE_INVALID("USG-102", 400, "The date cannot be read"),
    RANGE_INVALID("USG-103", 400, "The date range is not allowed"),
    VALUE_UNKNOWN("USG-104", 400, "A field has an unknown value"),
    TOO_MANY_ESIIDS("USG-105", 400, "Too many ESIIDs"),
    OTHER_REQUESTER("USG-106", 401, "The requester is not the token's user"),
    NO_GRANT("USG-201", 401, "There is no authorisation for the ESIID");

    private final String code;
    private final int httpStatus;
    private final String title;

    UsageProblem(String code, int httpStatus, String title) {
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
