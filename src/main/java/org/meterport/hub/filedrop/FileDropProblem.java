package org.meterport.hub.filedrop;

import org.meterport.hub.shared.ProblemCode;

/** Why a file server turns a request down. FTP and SFTP replies carry the code and the sentence, not the status. */
public enum FileDropProblem implements ProblemCode {
    NO_SUCH_FILE("DRP-101", 404, "No such file"),
    NOT_ALLOWED("DRP-102", 403, "Not allowed here"),
    NAME_NOT_ALLOWED("DRP-103", 400, "File name not allowed"),
    FILE_TOO_LARGE("DRP-104", 413, "File too large"),
    RESUME_NOT_OFFERED("DRP-105", 409, "Uploads cannot be resumed"),
    ALREADY_PUBLISHED("DRP-106", 409, "A different file of that name is published"),
    UPLOAD_BROKEN("DRP-107", 400, "Upload did not end cleanly"),
    SIGN_IN_FAILED("DRP-108", 401, "Sign-in failed"),
    TOO_MANY_FAILURES("DRP-109", 429, "Too many failed sign-ins"),
    CLEAR_TEXT_REFUSED("DRP-110", 403, "Encryption required");

    private final String code;
    private final int httpStatus;
    private final String title;

    FileDropProblem(String code, int httpStatus, String title) {
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
