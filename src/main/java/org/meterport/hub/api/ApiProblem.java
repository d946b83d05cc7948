package org.meterport.hub.api;

import org.meterport.hub.shared.ProblemCode;

/** Refusals that any operation may give, whatever its capability. */
public enum ApiProblem implements ProblemCode {
    BODY_NOT_JSON("API-101", 400, "The body is not JSON"),
    CONTRACT_BROKEN("API-102", 400, "The request does not keep the contract"),
    BODY_TOO_LARGE("API-103", 413, "The body is too large"),
    CONTENT_TYPE_UNKNOWN("API-104", 415, "The content type is not supported"),
    BASIC_EMPTY("API-105", 400, "User name or password is missing"),
    NOT_AUTHENTICATED("API-201", 401, "The caller is not known"),
    NOT_ALLOWED("API-202", 403, "The caller may not do this"),
    BASIC_MISSING("API-203", 403, "The Authorization header is missing"),
    NOT_FOUND("API-301", 404, "There is nothing here"),
    METHOD_NOT_ALLOWED("API-302", 405, "The method is not supported here"),
    NOT_ACCEPTABLE("API-303", 406, "None of the accepted formats can be given"),
    KEY_REUSED("API-401", 422, "The idempotency key was used for another request"),
    DEADLINE_PASSED("API-501", 504, "The answer did not come in time"),
    DEPENDENCY_AWAY("API-502", 503, "A system the hub needs is away"),
    INTERNAL("API-500", 500, "The hub failed");

    private final String code;
    private final int httpStatus;
    private final String title;

    ApiProblem(String code, int httpStatus, String title) {
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
