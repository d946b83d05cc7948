package org.meterport.hub.agreement;

import org.meterport.hub.shared.ProblemCode;

/** Refusals about invitations and agreements. */
public enum AgreementProblem implements ProblemCode {
    ESIID_INVALID("AGR-101", 422, "The ESIID is not valid"),
    EMAIL_INVALID("AGR-102", 422, "The e-mail address is not valid"),
    TERM_OUT_OF_RANGE("AGR-103", 422, "The term is out of range"),
    SCOPE_UNCLEAR("AGR-104", 422, "What is asked for is not clear"),
    PREMISE_UNKNOWN("AGR-105", 422, "The premise is not known"),
    NOT_CUSTOMER_OF_RECORD("AGR-106", 422, "The address is not that of the customer of record"),
    ALREADY_INVITED("AGR-107", 409, "An invitation is open already"),
    ALREADY_GRANTED("AGR-108", 409, "A grant is in force already"),
    PREMISE_NOT_PROVEN("AGR-109", 422, "Meter number or REP do not belong to the premise"),
    OTHER_REQUESTOR("AGR-110", 403, "The request names another user"),
    TERMS_NOT_ACCEPTED("AGR-111", 422, "The terms were not accepted"),
    DEVICE_INVALID("AGR-112", 422, "The device is not valid"),
    INVITATION_UNKNOWN("AGR-201", 404, "There is no such invitation"),
    AGREEMENT_UNKNOWN("AGR-202", 404, "There is no such agreement"),
    ALREADY_ACCEPTED("AGR-301", 409, "The invitation was accepted"),
    ALREADY_REJECTED("AGR-302", 409, "The invitation was rejected"),
    ALREADY_WITHDRAWN("AGR-303", 409, "The invitation was withdrawn"),
    INVITATION_EXPIRED("AGR-304", 409, "The invitation has expired"),
    NOT_IN_FORCE("AGR-305", 409, "The agreement is not in force"),
    ALREADY_ENDED("AGR-306", 409, "The agreement has ended"),
    RESENT_ALREADY("AGR-307", 409, "The invitation was sent twice"),
    OCCUPANT_CHANGED("AGR-308", 409, "The customer of record has changed"),
    ACCOUNT_NEEDED("AGR-309", 409, "An account is needed to accept"),
    NOT_ENDED_YET("AGR-310", 409, "The agreement has not ended"),
    LINK_INVALID("AGR-401", 404, "The link is not valid"),
    LINK_EXPIRED("AGR-402", 404, "The link has expired");

    private final String code;
    private final int httpStatus;
    private final String title;

    AgreementProblem(String code, int httpStatus, String title) {
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
