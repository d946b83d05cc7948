package org.meterport.hub.report;

import java.io.IOException;
import java.util.Optional;

/** The Third Party's folder, as seen by whoever builds a report. */
public interface ReportFolder {

    /** Size of the report's published file; -1 when there is none. */
    long publishedBytes(Report report) throws IOException;

    /**
     * Begins the file under a hidden name of its own, in the report's layout.
     *
     * @param key what to encrypt to; needed for {@link Packing#PGP} only
     * @throws org.meterport.hub.shared.Rejection {@link ReportProblem#KEY_UNFIT} when the key has expired meanwhile
     */
    Draft draft(Report report, Optional<ReportKey> key) throws IOException;

    /** A report file that nobody can see yet. */
    interface Draft extends AutoCloseable {

        /** Adds one row. Those of an ESIID come together. */
        void append(ReportRow row) throws IOException;

        /** Ends the rows of one ESIID; how many bytes they are in the layout, before packing and encryption. */
        long endEsiid() throws IOException;

        /** Size of the file, once it is durable. */
        long bytes();

        /** Ends the file and forces it to disk. */
        void makeDurable() throws IOException;

        /** Gives the file its name, in one step. */
        void publish() throws IOException;

        /** Drops the draft if it was not published. */
        @Override
        void close() throws IOException;
    }
}
