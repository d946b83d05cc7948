package org.meterport.components.intervalfile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;

/** Reads whatever a utility sends: interval data, daily register reads, billing months; plain, gzip or zip. */
public final class UsageFileReader {

    private final DetectingReader intervals;

    public UsageFileReader(DetectingReader intervals) {
        this.intervals = intervals;
    }

    /** Takes what a file holds; one file holds one kind. */
    public interface Sink extends Consumer<DayReadings> {

        void read(RegisterRead read);

        void month(BillingMonth month);
    }

    /**
     * Hands over everything in the file, row by row.
     *
     * @throws IntervalFileException with the first thing that is wrong; what was handed over before must be dropped
     * @throws IOException when the bytes cannot be fetched
     */
    public ReadTally read(InputStream file, ReadContext context, Sink sink) throws IOException, IntervalFileException {
        Unpacked unpacked = Unpacked.of(file);
        try {
            ReadTally tally = layout(unpacked.layout(), context, sink);
            unpacked.checkEnd();
            return tally;
        } catch (IOException broken) {
            throw unpacked.asFault(broken);
        }
    }

    private ReadTally layout(InputStream layout, ReadContext context, Sink sink)
            throws IOException, IntervalFileException {
        layout.mark(IntervalFileFormat.BYTES_TO_LOOK_AT);
        String head = new String(layout.readNBytes(IntervalFileFormat.BYTES_TO_LOOK_AT), StandardCharsets.ISO_8859_1);
        layout.reset();
        String columns = head.lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("")
                .replaceAll("[^A-Za-z_,]", "")
                .toUpperCase(Locale.ROOT);
        if (columns.startsWith("ESIID,READ_DATE")) {
            return new RegisterCsvReading(layout, context, sink::read).toTheEnd();
        }
        if (columns.startsWith("ESIID,START_DATE")) {
            return new BillingCsvReading(layout, context, sink::month).toTheEnd();
        }
        return intervals.read(layout, context, sink);
    }
}
