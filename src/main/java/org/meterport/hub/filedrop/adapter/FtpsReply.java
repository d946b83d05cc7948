package org.meterport.hub.filedrop.adapter;

import java.io.IOException;
import org.apache.ftpserver.ftplet.DefaultFtpReply;
import org.apache.ftpserver.ftplet.FtpReply;
import org.meterport.hub.filedrop.FileDropProblem;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Unavailable;

/** Says our refusals in FTP's three digits (RFC 959, section 4.2), followed by our own code and sentence. */
final class FtpsReply {

    private FtpsReply() {}

    static FtpReply of(Rejection refused) {
        return new DefaultFtpReply(number(refused), refused.code() + ": " + refused.detail());
    }

    private static int number(Rejection refused) {
        if (!(refused.reason() instanceof FileDropProblem problem)) {
            return FtpReply.REPLY_550_REQUESTED_ACTION_NOT_TAKEN;
        }
        return switch (problem) {
            case NAME_NOT_ALLOWED -> FtpReply.REPLY_553_REQUESTED_ACTION_NOT_TAKEN_FILE_NAME_NOT_ALLOWED;
            case FILE_TOO_LARGE -> FtpReply.REPLY_552_REQUESTED_FILE_ACTION_ABORTED_EXCEEDED_STORAGE;
            case UPLOAD_BROKEN -> FtpReply.REPLY_426_CONNECTION_CLOSED_TRANSFER_ABORTED;
            case RESUME_NOT_OFFERED -> 554;
            case SIGN_IN_FAILED, TOO_MANY_FAILURES, CLEAR_TEXT_REFUSED -> FtpReply.REPLY_530_NOT_LOGGED_IN;
            case NO_SUCH_FILE, NOT_ALLOWED, ALREADY_PUBLISHED -> FtpReply.REPLY_550_REQUESTED_ACTION_NOT_TAKEN;
        };
    }

    /** For a disk that is full or fails: temporary, so that clients try again. */
    static FtpReply of(Unavailable down) {
        return new DefaultFtpReply(
                FtpReply.REPLY_452_REQUESTED_ACTION_NOT_TAKEN,
                "The " + down.dependency() + " cannot take this now; nothing was kept. Try again later.");
    }

    static FtpReply of(IOException failure) {
        return new DefaultFtpReply(
                FtpReply.REPLY_451_REQUESTED_ACTION_ABORTED, "The server could not do this now. Try again later.");
    }
}
