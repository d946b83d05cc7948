package org.meterport.hub.report.adapter;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Has a large file brought to the disk while it is being written, so that little is left to wait for at its end. A
 * failure to do so comes up at the latest in {@link #makeDurable}: the system tells of it once only, so it must not be
 * passed over.
 */
final class SyncedAhead extends FilterOutputStream {

    private static final long STEP_BYTES = 64L << 20;

    private final FileChannel channel;
    private long fresh;
    private @Nullable FutureTask<Void> syncing;

    /** @param out writes into the channel */
    SyncedAhead(FileChannel channel, OutputStream out) {
        super(out);
        this.channel = channel;
    }

    @Override
    public void write(int octet) throws IOException {
        out.write(octet);
        count(1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
        count(length);
    }

    /** Returns when everything written is on the disk. */
    void makeDurable() throws IOException {
        out.flush();
        settle();
        channel.force(true);
    }

    private void count(int bytes) throws IOException {
        fresh += bytes;
        if (fresh >= STEP_BYTES && (syncing == null || syncing.isDone())) {
            settle();
            fresh = 0;
            syncing = new FutureTask<>(() -> {
                channel.force(false);
                return null;
            });
            var thread = new Thread(syncing, "report-sync");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void settle() throws IOException {
        if (syncing == null) {
            return;
        }
        try {
            Void unused = syncing.get();
            syncing = null;
        } catch (ExecutionException failed) {
            throw new IOException("the file cannot be brought to the disk", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a file was brought to the disk", interrupted);
        }
    }
}
