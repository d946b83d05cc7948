package org.meterport.hub.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.meterport.hub.report.ReportFolder.Draft;
import org.meterport.hub.shared.Unavailable;

/**
 * Writes into a draft on a thread of its own, one ESIID after the other: while one is written, the next is read. Nobody
 * else may use the draft before {@link #bytes} has come back or this is closed. Holds the rows of two ESIIDs at most.
 */
final class DraftWriter implements AutoCloseable {

    private final Draft draft;
    private final List<Future<Long>> written = new ArrayList<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        var made = new Thread(work, "report-write");
        made.setDaemon(true);
        return made;
    });

    DraftWriter(Draft draft) {
        this.draft = draft;
    }

    /**
     * Takes the rows of one ESIID; comes back at once unless the one before is still being written.
     *
     * @throws Unavailable when the file drop cannot be written
     */
    void write(List<ReportRow> rows) {
        if (!written.isEmpty()) {
            long unused = of(written.get(written.size() - 1));
        }
        written.add(thread.submit(() -> {
            for (ReportRow row : rows) {
                draft.append(row);
            }
            return draft.endEsiid();
        }));
    }

    /**
     * How many bytes each ESIID has in the layout, in the order they came.
     *
     * @throws Unavailable when the file drop cannot be written
     */
    List<Long> bytes() {
        return written.stream().map(DraftWriter::of).toList();
    }

    /** Comes back when the thread is done with what it has. */
    @Override
    public void close() {
        thread.shutdown();
        boolean interrupted = false;
        while (!thread.isTerminated()) {
            try {
                boolean unused = thread.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException again) {
                // the draft is closed next: its writer must have ended in any case
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static long of(Future<Long> bytes) {
        try {
            return bytes.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException full) {
                throw away(full);
            }
            if (failed.getCause() instanceof RuntimeException defect) {
                throw defect;
            }
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Unavailable("file drop", "the report's writing was interrupted", interrupted);
        }
    }

    static Unavailable away(IOException failure) {
        return new Unavailable("file drop", "the report cannot be written into its folder", failure);
    }
}
