package org.meterport.hub.filedrop.adapter;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import org.meterport.hub.filedrop.FileDropProblem;
import org.meterport.hub.filedrop.IncomingFile;
import org.meterport.hub.shared.Rejection;

/** An upload as the library's channel. Closing it publishes only after {@link #endCleanly}. */
final class SftpUpload implements SeekableByteChannel {

    private final IncomingFile incoming;
    private final Runnable ended;
    private long position;
    private boolean endedCleanly;
    private boolean cut;
    private long announced;
    private boolean open = true;

    /** @param ended told once, when the upload is over one way or the other */
    SftpUpload(IncomingFile incoming, Runnable ended) {
        this.incoming = incoming;
        this.ended = ended;
    }

    void endCleanly() {
        endedCleanly = true;
    }

    /**
     * A client may say how long the file will be, before or after it sends it; lftp does. The upload is then whole only
     * with that many bytes. Cutting off bytes that were sent is what an interrupted client does.
     */
    void announceSize(long bytes) throws IOException {
        if (bytes < incoming.size()) {
            cut = true;
        } else {
            announced = bytes;
        }
    }

    @Override
    public int write(ByteBuffer bytes) {
        int length = bytes.remaining();
        incoming.write(bytes, position);
        position += length;
        return length;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int read = incoming.read(into, position);
        position += Math.max(0, read);
        return read;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
        if (newPosition < 0) {
            throw new IllegalArgumentException("a position before the beginning");
        }
        position = newPosition;
        return this;
    }

    @Override
    public long size() throws IOException {
        return incoming.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) throws IOException {
        announceSize(size);
        return this;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() throws IOException {
        if (!open) {
            return;
        }
        open = false;
        ended.run();
        try (incoming) {
            if (endedCleanly && (cut || incoming.size() < announced)) {
                throw new Rejection(
                        FileDropProblem.UPLOAD_BROKEN, "The upload is shorter than its sender said; nothing was kept.");
            }
            if (endedCleanly) {
                incoming.publish();
            }
        }
    }
}
