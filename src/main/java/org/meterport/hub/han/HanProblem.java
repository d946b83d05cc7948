package org.meterport.hub.han;

import org.meterport.hub.shared.ProblemCode;

/** Refusals about device messages; those of a single address stand in its result line. */
public enum HanProblem implements ProblemCode {
    TOO_MANY_ADDRESSES("HAN-101", 400, "Too many addresses"),
    TEXT_TOO_LONG("HAN-102", 400, "The text is too long for the radio"),
    TIME_NOT_POSSIBLE("HAN-103", 400, "The time is not possible"),
    TEXT_NOT_POSSIBLE("HAN-104", 400, "The text cannot be shown"),
    PRICE_NOT_POSSIBLE("HAN-105", 400, "The price cannot be sent"),
    EVENT_NOT_POSSIBLE("HAN-106", 400, "The load-control event cannot be sent"),
    CODE_INVALID("HAN-107", 400, "The install code cannot be right"),
    ADDRESS_INVALID("HAN-201", 400, "The address is not one"),
    NO_SERVICES_GRANT("HAN-202", 403, "There is no in-home device services agreement"),
    EXPIRED("HAN-203", 409, "The message's last moment has passed"),
    NOTHING_TO_CANCEL("HAN-204", 409, "There is nothing of yours to cancel"),
    OVERLAP("HAN-205", 409, "Another Third Party's event overlaps"),
    TAKEN_BACK("HAN-206", 409, "It was cancelled before it was sent"),
    DEVICE_THERE("HAN-207", 409, "The device is in a home already"),
    NO_DEVICE_GRANT("HAN-208", 403, "There is no in-home device agreement"),
    NO_TEST_HOME("HAN-209", 409, "No test home is free"),
    NOT_OURS("HAN-301", 404, "The head-end speaks of work the hub does not know");

    private final String code;
    private final int httpStatus;
    private final String title;

    HanProblem(String code, int httpStatus, String title) {
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
