package org.meterport.components;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.meterport.components.greenbutton.GreenButtonWriter;
import org.meterport.components.greenbutton.OpaqueIds;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.DetectingReader;
import org.meterport.components.intervalfile.IntervalFileException;
import org.meterport.components.intervalfile.LseWriter;
import org.meterport.components.intervalfile.ReadContext;
import org.meterport.components.intervalfile.ReadLimits;
import org.meterport.components.intervalfile.SampleDays;
import org.meterport.components.intervalfile.SmtCsvWriter;

/** Damaged files of every layout: each is read or refused by the one exception, and none takes much memory. */
class MutatedFilesTest {
    private static final long MOST_BYTES_FOR_A_FILE = 4 << 20;
    private static final List<byte[]> SPLICES = List.of(
            ",".getBytes(US_ASCII),
            "\n".getBytes(US_ASCII),
            "-".getBytes(US_ASCII),
            "99999999999".getBytes(US_ASCII),
            "<!DOCTYPE a [<!ENTITY b 'c'>]>".getBytes(US_ASCII),
            "&b;".getBytes(US_ASCII),
            "<entry>".getBytes(US_ASCII),
            "</value>".getBytes(US_ASCII),
            "00000001,".getBytes(US_ASCII),
            "9999".getBytes(US_ASCII),
            new byte[] {0},
            new byte[] {(byte) 0xFF, (byte) 0xFE});

    private final DetectingReader reader = AllReaders.detecting();
    private final ReadContext context = ReadContext.of("fuzz", SampleDays.RECEIVED)
            .withEsiid(SampleDays.ONCOR)
            .withLimits(new ReadLimits(1 << 20, 1 << 10, 10_000, 100, 10_000));
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void areReadOrRefusedByTheOneException() throws Exception {
        survive(1, 100_000);
    }

    @Test
    @Tag("nightly")
    void areReadOrRefusedHoweverMany() throws Exception {
        for (long seed = 2; seed < 40; seed++) {
            survive(seed, 100_000);
        }
    }

    private void survive(long seed, int files) throws Exception {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<byte[]> originals = originals();
        for (byte[] original : originals) {
            // Loads every class, whose memory is not the file's.
            reader.read(new ByteArrayInputStream(original), context, day -> {});
        }
        int refused = 0;
        for (int i = 0; i < files; i++) {
            byte[] file = originals.get(random.nextInt(originals.size()));
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                file = changed(file, random);
            }
            refused += isRefused(file) ? 1 : 0;
        }
        assertThat(refused).isBetween(files / 2, files - 1);
    }

    private boolean isRefused(byte[] file) throws IOException {
        long before = threads.getCurrentThreadAllocatedBytes();
        String sentence = "";
        try {
            reader.read(new ByteArrayInputStream(file), context, day -> {});
        } catch (IntervalFileException refused) {
            sentence = refused.sentence();
        }
        if (threads.getCurrentThreadAllocatedBytes() - before > MOST_BYTES_FOR_A_FILE) {
            fail("took more than " + MOST_BYTES_FOR_A_FILE + " bytes: " + new String(file, ISO_8859_1));
        }
        return !sentence.isBlank();
    }

    private static byte[] changed(byte[] file, RandomGenerator random) {
        int at = random.nextInt(file.length + 1);
        int length = Math.min(random.nextInt(40), file.length - at);
        return switch (random.nextInt(5)) {
            case 0 -> joined(file, at, new byte[0], at + length);
            case 1 -> joined(file, at, SPLICES.get(random.nextInt(SPLICES.size())), at);
            case 2 -> joined(file, at, new byte[] {(byte) random.nextInt(256)}, Math.min(at + 1, file.length));
            case 3 -> joined(file, at + length, Arrays.copyOfRange(file, at, at + length), at + length);
            default -> joined(file, at, new byte[] {(byte) (' ' + random.nextInt(95))}, Math.min(at + 1, file.length));
        };
    }

    private static byte[] joined(byte[] file, int to, byte[] between, int from) {
        byte[] whole = Arrays.copyOf(file, to + between.length + file.length - from);
        System.arraycopy(between, 0, whole, to, between.length);
        System.arraycopy(file, from, whole, to + between.length, file.length - from);
        return whole;
    }

    private static List<byte[]> originals() throws IOException {
        DayReadings day = SampleDays.numbered(SampleDays.AUTUMN, 3600);
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        try (SmtCsvWriter writer = new SmtCsvWriter(csv)) {
            writer.write(day);
        }
        ByteArrayOutputStream lse = new ByteArrayOutputStream();
        try (LseWriter writer = new LseWriter(lse)) {
            writer.write(day);
        }
        ByteArrayOutputStream feed = new ByteArrayOutputStream();
        try (GreenButtonWriter writer =
                new GreenButtonWriter(feed, new OpaqueIds("h", new byte[16]), "/espi", Instant.EPOCH)) {
            writer.write(day);
        }
        // Two of the text layouts for each feed: they are quicker, and their rules are our own code.
        return List.of(
                csv.toByteArray(),
                lse.toByteArray(),
                csv.toByteArray(),
                lse.toByteArray(),
                feed.toByteArray(),
                gzip(csv.toByteArray()));
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }
}
