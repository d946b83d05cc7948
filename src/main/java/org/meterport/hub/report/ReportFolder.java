package org.meterport.hub.report;

import java.io.IOException;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.hub.shared.ThirdPartyId;

/** The Third Party's folder, as seen by whoever builds a report. */
public interface ReportFolder {

    /** Size of the published file of that name; -1 when there is none. */
    long publishedBytes(ThirdPartyId thirdParty, String fileName) throws IOException;

    /** Begins the file under a hidden name of its own. */
    Draft draft(ThirdPartyId thirdParty, String fileName) throws IOException;

    /** A report file that nobody can see yet. */
    interface Draft extends AutoCloseable {

        /** Adds one day, in the SMT interval CSV layout. */
        void append(DayReadings day) throws IOException;

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
