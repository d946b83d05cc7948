package org.meterport.hub.ondemand;

import org.meterport.hub.shared.ProblemCode;

/** Refusals of on-demand reads, and the reasons of those that failed. */
public enum OnDemandProblem implements ProblemCode {
    QUOTA_SPENT("ODR-101", 429, "The utility takes no more on-demand reads today"),
    TOO_SOON("ODR-102", 429, "The meter was read a moment ago"),
    METER_UNKNOWN("ODR-201", 404, "The utility has no meter there"),
    METER_SILENT("ODR-202", 504, "The meter did not answer"),
    TIMED_OUT("ODR-203", 504, "The read was not answered in time"),
    HEAD_END_REFUSED("ODR-204", 502, "The utility's system refused the read");

    private final String code;
    private final int httpStatus;
    private final String title;

    OnDemandProblem(String code, int httpStatus, String title) {
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
