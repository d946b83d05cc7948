package org.meterport.components.intervalfile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class DetectingReaderTest {
    private static final DayReadings DAY = SampleDays.numbered(SampleDays.AUTUMN, 900);

    private final DetectingReader reader = new DetectingReader(
            Map.of(IntervalFileFormat.SMT_CSV, new SmtCsvReader(), IntervalFileFormat.LSE, new LseReader()));

    @Test
    void readsEachLayoutWhateverTheNameSays() throws Exception {
        assertThat(SampleDays.read(reader, csv())).containsExactly(DAY);
        assertThat(SampleDays.read(reader, lse())).containsExactly(DAY);
    }

    @Test
    void unpacksGzipAndZip() throws Exception {
        assertThat(SampleDays.read(reader, gzip(csv()))).containsExactly(DAY);
        assertThat(SampleDays.read(reader, zip("reports/", new byte[0], "reports/a.csv", csv())))
                .containsExactly(DAY);
    }

    @Test
    void refusesArchivesThatHoldAnythingElse() throws Exception {
        assertThat(faultOf(zip("a.csv", csv(), "b.csv", csv()))).isEqualTo(FaultReason.ARCHIVE_CONTENT);
        assertThat(faultOf(zip("dir/", new byte[0]))).isEqualTo(FaultReason.ARCHIVE_CONTENT);
        assertThat(faultOf(gzip(gzip(csv())))).isEqualTo(FaultReason.ARCHIVE_CONTENT);
        assertThat(faultOf(gzip(zip("a.csv", csv())))).isEqualTo(FaultReason.ARCHIVE_CONTENT);
    }

    @Test
    void refusesAZipWhoseFileIsNamedToLandElsewhere() throws Exception {
        for (String name : List.of("../a.csv", "x/../../a.csv", "/etc/a.csv", "..\\a.csv", "C:\\a.csv")) {
            assertThat(faultOf(zip(name, csv()))).as(name).isEqualTo(FaultReason.ARCHIVE_CONTENT);
        }
        assertThat(SampleDays.read(reader, zip("a..b/..c.csv", csv()))).containsExactly(DAY);
    }

    @Test
    void refusesDamagedAndCutArchives() throws Exception {
        byte[] packed = gzip(csv());
        byte[] damaged = packed.clone();
        damaged[packed.length - 6] ^= 0x55; // the checksum

        assertThat(faultOf(damaged)).isEqualTo(FaultReason.COMPRESSION_DAMAGED);
        assertThat(faultOf(Arrays.copyOf(packed, packed.length - 9))).isEqualTo(FaultReason.COMPRESSION_DAMAGED);
        assertThat(faultOf(Arrays.copyOf(packed, 5))).isEqualTo(FaultReason.COMPRESSION_DAMAGED);
        byte[] zipped = zip("a.csv", csv());
        assertThat(faultOf(Arrays.copyOf(zipped, zipped.length / 3))).isEqualTo(FaultReason.COMPRESSION_DAMAGED);
    }

    @Test
    void refusesABombAtTheFirstLineThatIsTooLong() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bomb)) {
            out.write("ESIID".getBytes(US_ASCII));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 100; i++) {
                out.write(zeros);
            }
        }

        assertThat(bomb.size()).isLessThan(200_000);
        assertThat(faultOf(bomb.toByteArray())).isEqualTo(FaultReason.LINE_TOO_LONG);
    }

    @Test
    void saysWhatItCannotRead() throws Exception {
        assertThat(faultOf(new byte[0])).isEqualTo(FaultReason.FILE_EMPTY);
        assertThat(faultOf("hello".getBytes(US_ASCII))).isEqualTo(FaultReason.FORMAT_UNKNOWN);
        assertThat(faultOf("<feed/>".getBytes(US_ASCII))).isEqualTo(FaultReason.FORMAT_UNKNOWN);
    }

    @Test
    void doesNotBlameTheFileForADiskThatFails() throws Exception {
        byte[] start = Arrays.copyOf(gzip(csv()), 100);
        InputStream broken = StrangeStreams.breakingAfter(start);

        assertThat(catchThrowableOfType(IOException.class, () -> reader.read(broken, context(), day -> {})))
                .hasMessage("disk gone");
    }

    private FaultReason faultOf(byte[] file) {
        return catchThrowableOfType(
                        IntervalFileException.class,
                        () -> reader.read(new ByteArrayInputStream(file), context(), day -> {}))
                .reason();
    }

    private static ReadContext context() {
        return ReadContext.of("sample.bin", SampleDays.RECEIVED);
    }

    private static byte[] csv() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (SmtCsvWriter writer = new SmtCsvWriter(bytes)) {
            writer.write(DAY);
        }
        return bytes.toByteArray();
    }

    private static byte[] lse() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (LseWriter writer = new LseWriter(bytes)) {
            writer.write(DAY);
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(Object... namesAndContents) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                out.putNextEntry(new ZipEntry((String) namesAndContents[i]));
                if (namesAndContents[i + 1] instanceof byte[] content) {
                    out.write(content);
                }
            }
        }
        return bytes.toByteArray();
    }
}
