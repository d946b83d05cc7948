package org.meterport.hub.filedrop.adapter;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.apache.ftpserver.command.impl.RETR;
import org.apache.ftpserver.ftplet.DataConnection;
import org.apache.ftpserver.ftplet.DataType;
import org.apache.ftpserver.ftplet.DefaultFtpReply;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpReply;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.impl.FtpServerContext;
import org.meterport.hub.filedrop.FileDropProblem;
import org.meterport.hub.filedrop.IncomingFile;
import org.meterport.hub.filedrop.UploadLimits;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The FTP commands that touch files: fetching, uploading, renaming, removing.
 *
 * <p>Files travel byte for byte whatever TYPE says: partners compare checksums, and clients that never heard of images
 * ask for text by default.
 */
final class FtpsFileCommands {

    private static final Logger LOG = LoggerFactory.getLogger(FtpsFileCommands.class);

    private static final int BUFFER_BYTES = 256 * 1024;
    private static final String RENAME_FROM = FtpsFileCommands.class.getName() + ".rename-from";

    private final UploadLimits limits;
    private final RETR fetching = new RETR();

    /** What one command does once its path is at hand. */
    private interface Action {
        FtpReply run(FtpsFolders.View view, String path) throws IOException;
    }

    FtpsFileCommands(UploadLimits limits) {
        this.limits = limits;
    }

    void fetch(FtpIoSession session, FtpServerContext context, FtpRequest request) throws IOException, FtpException {
        session.setDataType(DataType.BINARY);
        fetching.execute(session, context, request);
    }

    void upload(FtpIoSession session, FtpServerContext context, FtpRequest request) {
        try {
            answer(session, request, (view, path) -> upload(session, view, path));
        } finally {
            session.resetState();
            session.getDataConnection().closeDataConnection();
        }
    }

    private FtpReply upload(FtpIoSession session, FtpsFolders.View view, String path) throws IOException {
        if (session.getFileOffset() > 0) {
            throw new Rejection(
                    FileDropProblem.RESUME_NOT_OFFERED,
                    "An upload cannot be resumed, because nothing is kept of a broken one: send the whole file.");
        }
        var place = view.resolve(path);
        var name = view.tree().destination(place);
        try (var incoming = IncomingFile.begin(folderOf(place.file()), name, limits)) {
            session.write(new DefaultFtpReply(FtpReply.REPLY_150_FILE_STATUS_OKAY, "Send the file."))
                    .awaitUninterruptibly();
            DataConnection data;
            try {
                data = session.getDataConnection().openConnection();
            } catch (Exception unopened) {
                return new DefaultFtpReply(
                        FtpReply.REPLY_425_CANT_OPEN_DATA_CONNECTION,
                        "No encrypted data connection came about: send PASV or EPSV, connect, and speak TLS.");
            }
            session.setDataType(DataType.BINARY);
            try (var out = new BufferedOutputStream(new Sink(incoming), BUFFER_BYTES)) {
                data.transferFromClient(session.getFtpletSession(), out);
            } catch (IOException broken) {
                throw new Rejection(
                        FileDropProblem.UPLOAD_BROKEN,
                        "The data connection broke off before TLS's closing message; nothing was kept.");
            }
            incoming.publish();
            LOG.info("{} uploaded {} over FTPS", session.getUser().getName(), name.value());
            return new DefaultFtpReply(FtpReply.REPLY_226_CLOSING_DATA_CONNECTION, "Kept, whole and on disk.");
        }
    }

    void remove(FtpIoSession session, FtpServerContext context, FtpRequest request) {
        session.resetState();
        answer(session, request, (view, path) -> {
            view.tree().remove(view.resolve(path));
            return new DefaultFtpReply(FtpReply.REPLY_250_REQUESTED_FILE_ACTION_OKAY, "Removed.");
        });
    }

    void renameFrom(FtpIoSession session, FtpServerContext context, FtpRequest request) {
        session.resetState();
        answer(session, request, (view, path) -> {
            session.setAttribute(
                    RENAME_FROM, view.tree().changeable(view.resolve(path)).path());
            return new DefaultFtpReply(
                    FtpReply.REPLY_350_REQUESTED_FILE_ACTION_PENDING_FURTHER_INFORMATION, "To what name?");
        });
    }

    void renameTo(FtpIoSession session, FtpServerContext context, FtpRequest request) {
        answer(session, request, (view, path) -> {
            if (!(session.removeAttribute(RENAME_FROM) instanceof String from)) {
                return new DefaultFtpReply(FtpReply.REPLY_503_BAD_SEQUENCE_OF_COMMANDS, "RNFR comes first.");
            }
            view.tree().rename(view.resolve(from), view.resolve(path));
            return new DefaultFtpReply(FtpReply.REPLY_250_REQUESTED_FILE_ACTION_OKAY, "Renamed.");
        });
    }

    private static void answer(FtpIoSession session, FtpRequest request, Action action) {
        var path = request.getArgument();
        if (path == null || !(session.getFileSystemView() instanceof FtpsFolders.View view)) {
            session.write(new DefaultFtpReply(
                    FtpReply.REPLY_501_SYNTAX_ERROR_IN_PARAMETERS_OR_ARGUMENTS,
                    request.getCommand() + " needs a file name."));
            return;
        }
        FtpReply reply;
        try {
            reply = action.run(view, path);
        } catch (Rejection refused) {
            reply = FtpsReply.of(refused);
        } catch (Unavailable down) {
            reply = FtpsReply.of(down);
        } catch (IOException failure) {
            reply = FtpsReply.of(failure);
        }
        session.write(reply);
    }

    private static Path folderOf(Path file) {
        return file.resolveSibling("");
    }

    /** An upload as a stream, from the first byte on. */
    private static final class Sink extends OutputStream {

        private final IncomingFile incoming;
        private long position;

        Sink(IncomingFile incoming) {
            this.incoming = incoming;
        }

        @Override
        public void write(int single) {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            incoming.write(ByteBuffer.wrap(bytes, offset, length), position);
            position += length;
        }
    }
}
