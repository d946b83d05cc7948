package org.meterport.components.intervalfile;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads a file of any layout it has a reader for, plain or in a gzip or a zip of one file. */
public final class DetectingReader implements IntervalFileReader {
    private final Map<IntervalFileFormat, IntervalFileReader> readers;

    public DetectingReader(Map<IntervalFileFormat, IntervalFileReader> readers) {
        this.readers = Map.copyOf(readers);
    }

    @Override
    public ReadTally read(InputStream file, ReadContext context, Consumer<? super DayReadings> sink)
            throws IOException, IntervalFileException {
        Unpacked unpacked = Unpacked.of(file);
        try {
            ReadTally tally = readerOf(unpacked, context).read(unpacked.layout(), context, sink);
            unpacked.checkEnd();
            return tally;
        } catch (IOException broken) {
            throw unpacked.asFault(broken);
        }
    }

    private IntervalFileReader readerOf(Unpacked unpacked, ReadContext context)
            throws IOException, IntervalFileException {
        InputStream layout = unpacked.layout();
        layout.mark(IntervalFileFormat.BYTES_TO_LOOK_AT);
        byte[] head = layout.readNBytes(IntervalFileFormat.BYTES_TO_LOOK_AT);
        layout.reset();
        if (head.length == 0) {
            throw new IntervalFileException(FaultReason.FILE_EMPTY, 0, "The file is empty.");
        }
        Optional<IntervalFileReader> reader =
                IntervalFileFormat.detect(context.fileName(), head).map(readers::get);
        return reader.orElseThrow(() -> new IntervalFileException(
                FaultReason.FORMAT_UNKNOWN,
                0,
                "The file is neither SMT interval CSV (first line ESIID,USAGE_DATE,...) nor LSE (first field 00000001)"
                        + " nor a Green Button feed (XML)."));
    }
}
