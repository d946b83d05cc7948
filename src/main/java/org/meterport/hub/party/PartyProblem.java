package org.meterport.hub.party;

import org.meterport.hub.shared.ProblemCode;

/** Refusals about who somebody is. */
public enum PartyProblem implements ProblemCode {
    WRONG_CREDENTIALS("PTY-101", 401, "User name or password is wrong"),
    CREDENTIALS_MISSING("PTY-102", 400, "User name or password is missing"),
    REGISTRATION_INVALID("PTY-103", 422, "The registration holds something that cannot be"),
    TERMS_NOT_CURRENT("PTY-104", 422, "The terms are not the current ones"),
    USER_INVALID("PTY-105", 422, "User name or secret cannot be taken"),
    CERTIFICATE_INVALID("PTY-106", 422, "The certificate cannot be taken"),
    THIRD_PARTY_SUSPENDED("PTY-201", 403, "The Third Party is suspended"),
    NOT_APPROVED("PTY-202", 403, "The Third Party is not approved yet"),
    RIGHT_MISSING("PTY-203", 403, "The user has no right to do this"),
    USER_SUSPENDED("PTY-204", 403, "The user is suspended or removed"),
    CERTIFICATE_MISSING("PTY-205", 403, "A client certificate is needed"),
    CERTIFICATE_NOT_YOURS("PTY-206", 403, "The client certificate is not the company's"),
    /** SMT's own code for it is 2076. */
    NOT_CONFORMANT("PTY-207", 403, "The conformance test is not passed"),
    THIRD_PARTY_UNKNOWN("PTY-301", 404, "There is no such Third Party"),
    USER_UNKNOWN("PTY-302", 404, "There is no such user"),
    CERTIFICATE_UNKNOWN("PTY-303", 404, "There is no such certificate"),
    ALREADY_REGISTERED("PTY-401", 409, "The company is registered already"),
    USER_TAKEN("PTY-402", 409, "The user name is taken"),
    LAST_ADMINISTRATOR("PTY-403", 409, "The company would have no administrator"),
    CERTIFICATE_KNOWN("PTY-404", 409, "The company has this certificate"),
    CERTIFICATES_TOO_MANY("PTY-405", 409, "The company has too many certificates"),
    NOTHING_TO_REHEARSE("PTY-406", 409, "There is no utility to rehearse with");

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
    public String smtCode() {
        return this == NOT_CONFORMANT ? "2076" : code;
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
