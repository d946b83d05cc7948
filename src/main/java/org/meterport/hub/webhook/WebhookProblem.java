package org.meterport.hub.webhook;

import org.meterport.hub.shared.ProblemCode;

/** Refusals about webhooks. */
public enum WebhookProblem implements ProblemCode {
    ADDRESS_NOT_ALLOWED("WHK-101", 400, "The address cannot be told"),
    TOO_MANY("WHK-102", 409, "There are too many addresses");

    private final String code;
    private final int httpStatus;
    private final String title;

    WebhookProblem(String code, int httpStatus, String title) {
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
