package org.meterport.hub.filedrop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.meterport.hub.files.WholeFile;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Unavailable;

/**
 * One upload. It stands hidden beside its destination until its sender ended it cleanly; anything else leaves nothing.
 * Once a write failed the file cannot be published any more, whatever the client says afterwards.
 */
public final class IncomingFile implements AutoCloseable {

    private static final long SPACE_CHECKED_EVERY_BYTES = 4L * 1024 * 1024;

    private final WholeFile file;
    private final Path folder;
    private final String name;
    private final UploadLimits limits;
    private long writtenSinceCheck;
    private boolean broken;

    private IncomingFile(WholeFile file, Path folder, String name, UploadLimits limits) {
        this.file = file;
        this.folder = folder;
        this.name = name;
        this.limits = limits;
    }

    /**
     * @param inbound the folder of an account that may write there, see {@link AccountTree#destination}
     * @throws Unavailable when the disk is too full or cannot be written
     */
    public static IncomingFile begin(Path inbound, DropName name, UploadLimits limits) {
        try {
            limits.requireSpace(inbound);
            return new IncomingFile(WholeFile.in(inbound), inbound, name.value(), limits);
        } catch (IOException failure) {
            throw FileDropFolders.unavailable("an upload could not be begun", failure);
        }
    }

    /**
     * Writes the whole buffer.
     *
     * @param position bytes from the beginning of the file; a gap reads as zeros
     * @throws Rejection {@link FileDropProblem#FILE_TOO_LARGE}
     * @throws Unavailable when the disk is full or fails
     */
    public void write(ByteBuffer bytes, long position) {
        boolean written = false;
        try {
            if (position + bytes.remaining() > limits.maxFileBytes()) {
                throw new Rejection(
                        FileDropProblem.FILE_TOO_LARGE,
                        "A file has at most " + limits.maxFileBytes() + " bytes: send it in parts.");
            }
            writtenSinceCheck += bytes.remaining();
            if (writtenSinceCheck >= SPACE_CHECKED_EVERY_BYTES) {
                writtenSinceCheck = 0;
                limits.requireSpace(folder);
            }
            long next = position;
            while (bytes.hasRemaining()) {
                next += channel().write(bytes, next);
            }
            written = true;
        } catch (IOException failure) {
            throw FileDropFolders.unavailable("an upload could not be written", failure);
        } finally {
            broken |= !written;
        }
    }

    public int read(ByteBuffer into, long position) throws IOException {
        return channel().read(into, position);
    }

    /** Bytes written so far, gaps included. */
    public long size() throws IOException {
        return channel().size();
    }

    private FileChannel channel() {
        return file.channel();
    }

    /**
     * Shows the file under its name, in place of an earlier one that was not collected yet. Call this only after the
     * client ended the upload by the protocol's own means. When it returns, the file survives a power cut.
     *
     * @throws Rejection {@link FileDropProblem#UPLOAD_BROKEN} when a write failed before
     * @throws Unavailable when the disk fails
     */
    public void publish() {
        if (broken) {
            throw new Rejection(
                    FileDropProblem.UPLOAD_BROKEN, "A part of this upload was refused, so none of it was kept.");
        }
        try {
            file.replace(name);
        } catch (IOException failure) {
            throw FileDropFolders.unavailable("an upload could not be kept", failure);
        }
    }

    /** Gives the upload up unless it was published. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}
