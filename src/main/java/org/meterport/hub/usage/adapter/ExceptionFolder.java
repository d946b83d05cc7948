package org.meterport.hub.usage.adapter;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.function.Consumer;
import org.meterport.hub.files.WholeFile;
import org.meterport.hub.shared.Unavailable;
import org.meterport.hub.usage.DayCompleteness;
import org.meterport.hub.usage.ReportUsageExceptions.ExceptionFiles;

/**
 * {@code processed/usage-exceptions-2026-03-08.csv} in the utility's folder, beside its acknowledgements. Only the header
 * stands in it when the day is complete.
 */
final class ExceptionFolder implements ExceptionFiles {

    static final String HEADER =
            "ESIID,USAGE_DATE,CHANNEL,INTERVAL_SECONDS,EXPECTED,PRESENT,ESTIMATED,MISSING,RECEIVED_AT";

    private final Path utilities;

    /** @param utilities the folder with one for each utility */
    ExceptionFolder(Path utilities) {
        this.utilities = utilities;
    }

    @Override
    public void write(String tdspId, LocalDate day, Consumer<Consumer<DayCompleteness>> days) {
        try {
            Path folder = Files.createDirectories(utilities.resolve(tdspId).resolve("processed"));
            try (WholeFile file = WholeFile.in(folder)) {
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(file.channel()), 1 << 16);
                line(out, HEADER);
                days.accept(one -> line(out, row(one)));
                out.flush();
                file.replace("usage-exceptions-" + day + ".csv");
            }
        } catch (IOException | UncheckedIOException failed) {
            throw new Unavailable("file drop", "the exceptions of " + tdspId + " cannot be written", failed);
        }
    }

    private static String row(DayCompleteness one) {
        return one.esiid()
                + ','
                + one.day()
                + ','
                + one.channel()
                + ','
                + one.intervalSeconds()
                + ','
                + one.expected()
                + ','
                + one.present()
                + ','
                + one.estimated()
                + ','
                + one.missing()
                + ','
                + one.receivedAt().map(Object::toString).orElse("");
    }

    private static void line(OutputStream out, String text) {
        try {
            out.write((text + "\r\n").getBytes(US_ASCII));
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
