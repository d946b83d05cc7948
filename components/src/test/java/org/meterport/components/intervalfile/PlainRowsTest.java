package org.meterport.components.intervalfile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Rows of the usual form are recognised by their bytes where enough of these have been read. A file that comes byte by
 * byte is never read that way, and must be read the same.
 */
class PlainRowsTest {
    private static final int FILES = 300;
    private static final byte[] LIKELY = "0123456789.,:AE-' \r\n".getBytes(US_ASCII);

    private enum Layout {
        LSE,
        CSV
    }

    @ParameterizedTest
    @EnumSource
    void meanTheSameWhicheverWayTheyAreRead(Layout layout) throws Exception {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(11);
        for (int i = 0; i < FILES; i++) {
            byte[] file = file(layout, SampleDays.random(random));

            assertThat(read(layout, new ByteArrayInputStream(file)))
                    .isEqualTo(read(layout, new OneByOne(file)))
                    .noneMatch(line -> line.startsWith("refused"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void areRefusedForTheSameWhicheverWayTheyAreRead(Layout layout) throws Exception {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(12);
        int refused = 0;
        for (int i = 0; i < FILES; i++) {
            byte[] file = damaged(file(layout, SampleDays.random(random)), random);

            List<String> result = read(layout, new ByteArrayInputStream(file));

            assertThat(result).isEqualTo(read(layout, new OneByOne(file)));
            refused += result.get(result.size() - 1).startsWith("refused") ? 1 : 0;
        }
        assertThat(refused).isBetween(FILES / 3, FILES - 1);
    }

    private static byte[] damaged(byte[] file, RandomGenerator random) {
        file[random.nextInt(file.length)] = LIKELY[random.nextInt(LIKELY.length)];
        return file;
    }

    /** The days in full, and the refusal if there is one. */
    private static List<String> read(Layout layout, InputStream file) throws IOException {
        List<String> result = new ArrayList<>();
        try {
            IntervalFileReader reader = layout == Layout.LSE ? new LseReader() : new SmtCsvReader();
            ReadTally tally = reader.read(
                    file,
                    ReadContext.of("file", SampleDays.RECEIVED),
                    day -> result.add(
                            day.esiid() + " " + day + " " + Arrays.toString(day.wattHours()) + " " + day.qualities()));
            result.add(tally.toString());
        } catch (IntervalFileException refused) {
            result.add("refused in line " + refused.line() + ": " + refused.reason() + " " + refused.sentence());
        }
        return result;
    }

    private static byte[] file(Layout layout, List<DayReadings> days) throws IOException {
        var bytes = new ByteArrayOutputStream();
        if (layout == Layout.LSE) {
            try (var writer = new LseWriter(bytes)) {
                for (DayReadings day : days) {
                    writer.write(day);
                }
            }
        } else {
            try (var writer = new SmtCsvWriter(bytes)) {
                for (DayReadings day : days) {
                    writer.write(day);
                }
            }
        }
        return bytes.toByteArray();
    }

    /** Gives one byte at a time, however many are asked for. */
    private static final class OneByOne extends ByteArrayInputStream {
        OneByOne(byte[] bytes) {
            super(bytes);
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(length, 1));
        }
    }
}
