package org.meterport.hub.download;

import org.meterport.hub.shared.ProblemCode;

/** Refusals on the download page, which shows them in the customer's language. */
public enum DownloadProblem implements ProblemCode {
    NO_HOME("GBD-101", 404, "There is no such home of yours"),
    RANGE_INVALID("GBD-102", 400, "The days are not possible"),
    NOTHING_THERE("GBD-103", 404, "There are no readings of these days"),
    TOO_MANY_MAILS("GBD-104", 429, "Enough mails for today");

    private final String code;
    private final int httpStatus;
    private final String title;

    DownloadProblem(String code, int httpStatus, String title) {
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
