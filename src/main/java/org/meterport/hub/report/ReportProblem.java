package org.meterport.hub.report;

import org.meterport.hub.shared.ProblemCode;

/** Refusals about report files. */
public enum ReportProblem implements ProblemCode {
    FORMAT_UNFIT("RPT-101", 400, "The format does not suit the report"),
    KEY_MISSING("RPT-102", 409, "There is no key to encrypt to"),
    KEY_UNFIT("RPT-103", 400, "The key cannot be used"),
    BUILD_FAILED("RPT-501", 500, "The report could not be built");

    private final String code;
    private final int httpStatus;
    private final String title;

    ReportProblem(String code, int httpStatus, String title) {
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
