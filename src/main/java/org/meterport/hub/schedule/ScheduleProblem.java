package org.meterport.hub.schedule;

import org.meterport.hub.shared.ProblemCode;

/** Refusals about schedules. */
public enum ScheduleProblem implements ProblemCode {
    NO_CONTINUOUS_GRANT("SCH-101", 409, "There is no continuous agreement"),
    ALREADY_ACTIVE("SCH-102", 409, "Such a schedule is active"),
    KIND_UNFIT("SCH-103", 400, "Nothing of this kind comes by schedule"),
    SCHEDULE_UNKNOWN("SCH-201", 404, "There is no such schedule"),
    BACKFILL_INVALID("SCH-104", 400, "The backfill is out of range");

    private final String code;
    private final int httpStatus;
    private final String title;

    ScheduleProblem(String code, int httpStatus, String title) {
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
