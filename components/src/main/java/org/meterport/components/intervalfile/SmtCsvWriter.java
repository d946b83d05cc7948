package org.meterport.components.intervalfile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;

/**
 * Writes SMT's interval CSV: CRLF, one row for every slot of a day, in order of time. A missing reading is a row with
 * neither energy nor flag, so that no later hour takes its place on the day whose hour comes twice.
 */
public final class SmtCsvWriter implements Closeable {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("MM/dd/yyyy", Locale.ROOT);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("MM/dd/yyyy HH:mm:ss", Locale.ROOT);
    private static final byte[] HEADER = (SmtCsvReading.HEADER + "\r\n").getBytes(US_ASCII);
    private static final RowEnds CONSUMPTION = new RowEnds(Channel.CONSUMPTION);
    private static final RowEnds GENERATION = new RowEnds(Channel.SURPLUS_GENERATION);

    private final ByteOutput out;
    private final ZoneId zone;
    private boolean begun;
    private byte[][] ordinaryTimes = {};
    private int ordinarySeconds;

    /** What stands behind the number, by the reading's quality. */
    private static final class RowEnds {
        private final byte[] actual;
        private final byte[] estimated;
        private final byte[] missing;

        RowEnds(Channel channel) {
            String rest = "," + channel.smtName() + "\r\n";
            this.actual = (",A" + rest).getBytes(US_ASCII);
            this.estimated = (",E" + rest).getBytes(US_ASCII);
            this.missing = ("," + rest).getBytes(US_ASCII);
        }
    }

    /** Times will be {@linkplain DayGrid#CENTRAL Central}. */
    public SmtCsvWriter(OutputStream out) {
        this(out, DayGrid.CENTRAL);
    }

    public SmtCsvWriter(OutputStream out, ZoneId zone) {
        this.out = new ByteOutput(out);
        this.zone = zone;
    }

    /** The revision time is written to the second, in local time. */
    public void write(DayReadings day) throws IOException {
        begin();
        byte[] premiseAndDay = ("'" + day.esiid() + "," + DATE.format(day.day()) + ","
                        + MOMENT.format(day.revisedAt().atZone(zone)) + ",")
                .getBytes(US_ASCII);
        RowEnds ends = day.channel() == Channel.CONSUMPTION ? CONSUMPTION : GENERATION;
        byte[][] times = times(day.grid());
        for (int slot = 0; slot < times.length; slot++) {
            out.put(premiseAndDay);
            out.put(times[slot]);
            if (day.isPresent(slot)) {
                out.putKilowattHours(day.wattHours(slot));
                out.put(day.quality(slot) == Quality.ESTIMATED ? ends.estimated : ends.actual);
            } else {
                out.put(ends.missing);
            }
        }
    }

    /** Hands everything written so far to the stream, and the header at least. */
    public void flush() throws IOException {
        begin();
        out.flush();
    }

    /** Closes the stream as well. */
    @Override
    public void close() throws IOException {
        begin();
        out.close();
    }

    private void begin() throws IOException {
        if (!begun) {
            begun = true;
            out.put(HEADER);
        }
    }

    private byte[][] times(DayGrid grid) {
        if (!grid.clockChange().isZero()) {
            return timesOf(grid);
        }
        if (ordinarySeconds != grid.intervalSeconds()) {
            ordinarySeconds = grid.intervalSeconds();
            ordinaryTimes = timesOf(grid);
        }
        return ordinaryTimes;
    }

    private static byte[][] timesOf(DayGrid grid) {
        byte[][] times = new byte[grid.slots()][];
        Arrays.setAll(times, slot -> {
            LocalTime start = grid.localStart(slot);
            return (start + "," + start.plusSeconds(grid.intervalSeconds()) + ",").getBytes(US_ASCII);
        });
        return times;
    }
}
