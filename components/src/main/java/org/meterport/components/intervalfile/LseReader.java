package org.meterport.components.intervalfile;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * Reads LSE files, as far as public sources describe them: four header rows and one detail row per interval make a
 * record, which may span several days. What the sources leave open is decided in {@code
 * docs/decisions/0031-lse-as-we-read-it.md}.
 */
public final class LseReader implements IntervalFileReader {

    @Override
    public ReadTally read(InputStream file, ReadContext context, Consumer<? super DayReadings> sink)
            throws IOException, IntervalFileException {
        return new LseReading(file, context, sink).toTheEnd();
    }
}
