package org.meterport.hub.filedrop.adapter;

import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpHelper;
import org.apache.sshd.sftp.server.SftpErrorStatusDataHandler;
import org.apache.sshd.sftp.server.SftpSubsystemEnvironment;
import org.meterport.hub.filedrop.FileDropProblem;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Unavailable;

/**
 * Says our refusals in the status codes of SFTP version 3 (draft-ietf-secsh-filexfer-02, section 7), followed by our own
 * code and sentence. Other failures are told by their status alone: their text may name folders of the server.
 */
final class SftpReply implements SftpErrorStatusDataHandler {

    @Override
    public int resolveSubStatus(
            SftpSubsystemEnvironment subsystem, int id, Throwable failure, int command, Object... arguments) {
        int status = failure instanceof Rejection refused ? status(refused) : SftpHelper.resolveSubstatus(failure);
        return status > SftpConstants.SSH_FX_OP_UNSUPPORTED ? SftpConstants.SSH_FX_FAILURE : status;
    }

    private static int status(Rejection refused) {
        if (refused.reason() == FileDropProblem.NO_SUCH_FILE) {
            return SftpConstants.SSH_FX_NO_SUCH_FILE;
        }
        return refused.reason() == FileDropProblem.NOT_ALLOWED
                ? SftpConstants.SSH_FX_PERMISSION_DENIED
                : SftpConstants.SSH_FX_FAILURE;
    }

    @Override
    public String resolveErrorMessage(
            SftpSubsystemEnvironment subsystem,
            int id,
            Throwable failure,
            int status,
            int command,
            Object... arguments) {
        if (failure instanceof Rejection refused) {
            return refused.code() + ": " + refused.detail();
        }
        if (failure instanceof Unavailable down) {
            return "The " + down.dependency() + " cannot take this now; nothing was kept. Try again later.";
        }
        return SftpHelper.resolveStatusMessage(status);
    }
}
