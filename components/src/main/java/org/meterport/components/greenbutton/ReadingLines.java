package org.meterport.components.greenbutton;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.meterport.components.intervalfile.DayGrid;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.FourDigits;
import org.meterport.components.intervalfile.Quality;

/**
 * The IntervalReadings of one day as bytes: all of a feed that is many. Everything but the numbers is copied from a line
 * made beforehand, and digits are written four at a time.
 */
final class ReadingLines {
    private static final byte[] END = "</value></IntervalReading>\n".getBytes(US_ASCII);
    private static final String ESTIMATED =
            "<ReadingQuality><quality>" + Espi.ESTIMATED + "</quality></ReadingQuality>";
    /** Of a start in epoch seconds; since 2001 and until 2286 none of it is left over. */
    private static final String START_PLACE = "0000000000";

    private static final long LEAST_OF_TEN_DIGITS = 1_000_000_000L;

    private static final int MOST_DIGITS = 10;

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[0];
    private int length;
    private int intervalSeconds;
    private Line actual = new Line("", 0);
    private Line estimated = new Line(ESTIMATED, 0);

    /** A reading up to its value, with a place for its start. */
    private static final class Line {
        private final byte[] text;
        private final int startAt;

        Line(String quality, int intervalSeconds) {
            String before =
                    "<IntervalReading>" + quality + "<timePeriod><duration>" + intervalSeconds + "</duration><start>";
            this.text = (before + START_PLACE + "</start></timePeriod><value>").getBytes(US_ASCII);
            this.startAt = before.length();
        }
    }

    /** Writes a day's readings over those of the day before. */
    void of(DayReadings day) {
        DayGrid grid = day.grid();
        if (grid.intervalSeconds() != intervalSeconds) {
            intervalSeconds = grid.intervalSeconds();
            actual = new Line("", intervalSeconds);
            estimated = new Line(ESTIMATED, intervalSeconds);
        }
        int slots = day.slots();
        int most = slots * (estimated.text.length + MOST_DIGITS + END.length);
        if (bytes.length < most) {
            bytes = new byte[most];
        }
        length = 0;
        long start = grid.start().getEpochSecond();
        for (int slot = 0; slot < slots; slot++, start += intervalSeconds) {
            if (day.isPresent(slot)) {
                line(day.quality(slot) == Quality.ESTIMATED ? estimated : actual, start, day.wattHours(slot));
            }
        }
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    private void line(Line line, long start, int wattHours) {
        System.arraycopy(line.text, 0, bytes, length, line.text.length);
        int startAt = length + line.startAt;
        putStart(startAt, start);
        length += line.text.length;
        if (start < LEAST_OF_TEN_DIGITS) {
            dropZeros(startAt);
        }
        putValue(wattHours);
        System.arraycopy(END, 0, bytes, length, END.length);
        length += END.length;
    }

    private void putStart(int at, long start) {
        int high = (int) (start / FourDigits.BOUND);
        SHORTS.set(bytes, at, (short) (FourDigits.of(high / FourDigits.BOUND) >>> 16));
        INTS.set(bytes, at + 2, FourDigits.of(high % FourDigits.BOUND));
        INTS.set(bytes, at + 6, FourDigits.of((int) (start % FourDigits.BOUND)));
    }

    private void dropZeros(int at) {
        int zeros = 0;
        while (zeros < START_PLACE.length() - 1 && bytes[at + zeros] == '0') {
            zeros++;
        }
        System.arraycopy(bytes, at + zeros, bytes, at, length - at - zeros);
        length -= zeros;
    }

    private void putValue(int value) {
        if (value < FourDigits.BOUND) {
            // the end of the line is written over what stands behind the last digit
            INTS.set(bytes, length, FourDigits.withoutZeros(value));
            length += FourDigits.count(value);
        } else {
            byte[] text = Integer.toString(value).getBytes(US_ASCII);
            System.arraycopy(text, 0, bytes, length, text.length);
            length += text.length;
        }
    }
}
