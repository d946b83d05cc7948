package org.meterport.components.intervalfile;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** Reads one layout of interval file. Implementations keep nothing between two files and may be shared by threads. */
public interface IntervalFileReader {
    /**
     * Reads the file to its end. Days reach the sink in file order, as they become complete and before the rest of the
     * file has been looked at: if this throws, the whole file is refused and what the sink took must be dropped.
     *
     * @param file the layout itself, without compression; not closed here
     * @throws IntervalFileException if the file breaks a rule; nothing else is thrown for what a file contains
     * @throws IOException if the bytes cannot be fetched; the file may be good, and reading it again may work
     */
    ReadTally read(InputStream file, ReadContext context, Consumer<? super DayReadings> sink)
            throws IOException, IntervalFileException;
}
