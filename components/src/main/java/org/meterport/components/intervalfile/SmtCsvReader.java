package org.meterport.components.intervalfile;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * Reads SMT's interval CSV: a header and one row per interval, in order of time, rows of a day together.
 *
 * <p>Taken as senders write it: a byte-order mark, CRLF, blanks around fields, an apostrophe before the ESIID, absent
 * rows or rows with neither energy nor flag for missing intervals, the two channels of a day one after the other or
 * side by side. The interval length of a day is what its first row spans: 15, 30 or 60 minutes. The repeated hour of
 * the autumn day is told by order alone, as nothing else in the layout tells it; if it comes once, it is the first pass.
 */
public final class SmtCsvReader implements IntervalFileReader {

    @Override
    public ReadTally read(InputStream file, ReadContext context, Consumer<? super DayReadings> sink)
            throws IOException, IntervalFileException {
        return new SmtCsvReading(file, context, sink).toTheEnd();
    }
}
