package org.meterport.hub.report.adapter;

import java.io.IOException;
import org.meterport.components.intervalfile.DayReadings;

/** Takes a report's rows one by one and keeps none of them. Leaves the stream below it open. */
interface ReportOutput {

    void write(DayReadings day) throws IOException;

    /** Writes what belongs at the end, and hands everything on. */
    void finish() throws IOException;
}
