package org.meterport.components.intervalfile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes LSE, one record per day; see {@code docs/decisions/0031-lse-as-we-read-it.md}. */
public final class LseWriter implements Closeable {
    private static final DateTimeFormatter COMPACT = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);
    private static final byte[] MISSING = ",,9\r\n".getBytes(US_ASCII);
    private static final byte[] LINE_END = "\r\n".getBytes(US_ASCII);

    private final ByteOutput out;
    private final ZoneId zone;

    /** Times will be {@linkplain DayGrid#CENTRAL Central}. */
    public LseWriter(OutputStream out) {
        this(out, DayGrid.CENTRAL);
    }

    public LseWriter(OutputStream out, ZoneId zone) {
        this.out = new ByteOutput(out);
        this.zone = zone;
    }

    /** The revision time is written to the second, in local time. */
    public void write(DayReadings day) throws IOException {
        DayGrid grid = day.grid();
        String headers = "00000001," + day.esiid() + "," + (day.channel() == Channel.CONSUMPTION ? 4 : 1) + ","
                + COMPACT.format(grid.start().atZone(zone)) + ","
                + COMPACT.format(grid.end().minusSeconds(1).atZone(zone)) + ",Y,N\r\n"
                + "00000002,,,1,0,1,0," + grid.intervalSeconds() + ",01,,,,\r\n"
                + "00000003,\r\n"
                + "00000004," + COMPACT.format(day.revisedAt().atZone(zone)) + ",M\r\n";
        out.put(headers.getBytes(US_ASCII));
        for (int slot = 0; slot < day.slots(); slot++) {
            out.putNumber(LseReading.FIRST_DETAIL + slot);
            if (day.isPresent(slot)) {
                out.put(',');
                out.putKilowattHours(day.wattHours(slot));
                out.put(',');
                out.put(day.quality(slot).code());
                out.put(LINE_END);
            } else {
                out.put(MISSING);
            }
        }
    }

    /** Hands everything written so far to the stream. */
    public void flush() throws IOException {
        out.flush();
    }

    /** Closes the stream as well. */
    @Override
    public void close() throws IOException {
        out.close();
    }
}
