package org.meterport.hub.report.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncedAheadTest {

    /** More than one step. */
    private static final byte[] LARGE = new byte[65 << 20];

    @TempDir
    private Path folder;

    @Test
    void passesEverythingOn() throws IOException {
        Path file = folder.resolve("report.csv");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var synced = new SyncedAhead(channel, Channels.newOutputStream(channel))) {
            synced.write('<');
            synced.write(LARGE);
            synced.write(LARGE, 1, 10);
            synced.write('>');
            synced.makeDurable();
        }

        assertThat(Files.size(file)).isEqualTo(LARGE.length + 12);
    }

    @Test
    void tellsAtTheEndThatTheDiskFailedInBetween() throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("x"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.close();
        try (var synced = new SyncedAhead(channel, OutputStream.nullOutputStream())) {
            synced.write(LARGE);

            assertThatThrownBy(synced::makeDurable)
                    .isInstanceOf(IOException.class)
                    .hasMessage("the file cannot be brought to the disk")
                    .hasCauseInstanceOf(ClosedChannelException.class);
        }
    }
}
