package org.meterport.hub.report.adapter;

import java.io.IOException;
import org.meterport.hub.report.ReportRow;

/** Takes a report's rows one by one and keeps none of them. Leaves the stream below it open. */
interface ReportOutput {

    void write(ReportRow row) throws IOException;

    /** Ends the rows of one ESIID; how many bytes they are in this layout. */
    long endEsiid() throws IOException;

    /** Writes what belongs at the end, and hands everything on. */
    void finish() throws IOException;
}
