package org.meterport.hub.filedrop.adapter;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.Handle;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.filedrop.AccountTree;
import org.meterport.hub.filedrop.FileDropProblem;
import org.meterport.hub.shared.Rejection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which SFTP requests are answered at all, and the one moment that makes an upload complete. */
final class SftpRules implements SftpEventListener {

    private static final Logger LOG = LoggerFactory.getLogger(SftpRules.class);

    private static final Set<Integer> ANSWERED = Set.of(
            SftpConstants.SSH_FXP_INIT,
            SftpConstants.SSH_FXP_OPEN,
            SftpConstants.SSH_FXP_CLOSE,
            SftpConstants.SSH_FXP_READ,
            SftpConstants.SSH_FXP_WRITE,
            SftpConstants.SSH_FXP_LSTAT,
            SftpConstants.SSH_FXP_FSTAT,
            SftpConstants.SSH_FXP_STAT,
            SftpConstants.SSH_FXP_SETSTAT,
            SftpConstants.SSH_FXP_FSETSTAT,
            SftpConstants.SSH_FXP_OPENDIR,
            SftpConstants.SSH_FXP_READDIR,
            SftpConstants.SSH_FXP_REALPATH,
            SftpConstants.SSH_FXP_REMOVE,
            SftpConstants.SSH_FXP_RENAME,
            SftpConstants.SSH_FXP_EXTENDED);

    private static final Set<Integer> FOLDERS_AND_LINKS = Set.of(
            SftpConstants.SSH_FXP_MKDIR,
            SftpConstants.SSH_FXP_RMDIR,
            SftpConstants.SSH_FXP_SYMLINK,
            SftpConstants.SSH_FXP_LINK);

    private static final Set<String> EXTENSIONS = Set.of("posix-rename@openssh.com", "fsync@openssh.com");

    @Override
    public void received(ServerSession session, int type, int id) throws SftpException {
        if (FOLDERS_AND_LINKS.contains(type)) {
            throw new Rejection(FileDropProblem.NOT_ALLOWED, "The folders here are fixed, and there are no links.");
        }
        if (!ANSWERED.contains(type)) {
            throw new SftpException(SftpConstants.SSH_FX_OP_UNSUPPORTED, "not offered");
        }
    }

    @Override
    public void receivedExtension(ServerSession session, String extension, int id) throws SftpException {
        if (!EXTENSIONS.contains(extension)) {
            throw new SftpException(SftpConstants.SSH_FX_OP_UNSUPPORTED, "not offered");
        }
    }

    /** Clients set times and modes after an upload as a matter of course: let them, to no effect, where they may write. */
    @Override
    public void modifyingAttributes(ServerSession session, Path path, Map<String, ?> attributes) {
        var tree = new AccountTree(SftpServer.account(session));
        if (!tree.allowsChanging(tree.place(path.toString()))) {
            throw new Rejection(FileDropProblem.NOT_ALLOWED, "Nothing here can be changed.");
        }
    }

    @Override
    public void closed(ServerSession session, String remoteHandle, Handle localHandle, @Nullable Throwable failure) {
        if (failure == null && localHandle instanceof FileHandle file && file.getFileChannel() instanceof SftpUpload) {
            LOG.info(
                    "{} uploaded {} over SFTP",
                    session.getUsername(),
                    file.getFile().getFileName());
        }
    }

    /** Only a client's own CLOSE comes by here; handles of a session that died are closed without it. */
    @Override
    public void closing(ServerSession session, String remoteHandle, Handle localHandle) {
        if (localHandle instanceof FileHandle file && file.getFileChannel() instanceof SftpUpload upload) {
            upload.endCleanly();
        }
    }
}
