package org.meterport.han.radio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterport.han.sep.Octets;

class CaptureFileTest {
    @TempDir
    Path folder;

    @Test
    void writesTheHeadThatNamesTheLinkType() throws IOException {
        var file = folder.resolve("air.pcap");

        try (var capture = CaptureFile.open(file)) {
            capture.write(Instant.ofEpochSecond(1, 2_000), Octets.ofHex("AABB"));
        }

        assertThat(HexFormat.of().formatHex(Files.readAllBytes(file)))
                .isEqualTo("d4c3b2a1020004000000000000000000" + "00100000e6000000" + "01000000" + "02000000"
                        + "02000000" + "02000000" + "aabb");
    }

    @Test
    void goesOnAfterTheLastWholeRecord() throws IOException {
        var file = folder.resolve("air.pcap");
        try (var capture = CaptureFile.open(file)) {
            capture.write(Instant.ofEpochSecond(1), Octets.ofHex("AABB"));
        }
        var whole = Files.size(file);
        Files.write(file, new byte[17], StandardOpenOption.APPEND);
        Files.write(file, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 9, 0, 0, 0, 1}, StandardOpenOption.APPEND);

        try (var capture = CaptureFile.open(file)) {
            capture.write(Instant.ofEpochSecond(2), Octets.ofHex("CC"));
            capture.flush();
        }

        assertThat(Files.size(file)).isGreaterThanOrEqualTo(whole + 17);
        assertThat(Files.readAllBytes(file)).endsWith(0xCC);
    }

    @Test
    void beginsAnewWhereTheFileIsNoCapture() throws IOException {
        var file = folder.resolve("air.pcap");
        Files.writeString(file, "not a capture, but long enough to have a head");

        CaptureFile.open(file).close();

        assertThat(Files.size(file)).isEqualTo(24);
    }
}
