package org.meterport.hub.download.adapter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.meterport.components.greenbutton.GreenButtonWriter;
import org.meterport.hub.download.Choice;
import org.meterport.hub.download.MyData;
import org.meterport.hub.report.adapter.GreenButtonFeeds;

/** A customer's choice as a file: a feed with the same ids as any other feed of that home. */
final class DownloadFiles {

    private final MyData myData;
    private final GreenButtonFeeds feeds;

    DownloadFiles(MyData myData, GreenButtonFeeds feeds) {
        this.myData = myData;
        this.feeds = feeds;
    }

    /** Streams the feed; leaves {@code out} closed. */
    void write(Choice choice, OutputStream out, Instant issuedAt) throws IOException {
        try (GreenButtonWriter writer = feeds.writer(out, issuedAt)) {
            int unused = myData.read(choice, day -> {
                try {
                    writer.write(day);
                } catch (IOException gone) {
                    throw new UncheckedIOException(gone);
                }
            });
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        }
    }

    /** The feed in a ZIP archive: some hundred kilobytes for 13 months, which every mail server takes. */
    byte[] zipped(Choice choice, String name, Instant issuedAt) {
        var bytes = new ByteArrayOutputStream(1 << 16);
        try (var zip = new ZipOutputStream(bytes)) {
            var entry = new ZipEntry(name);
            entry.setLastModifiedTime(FileTime.from(Instant.ofEpochSecond(issuedAt.getEpochSecond())));
            zip.putNextEntry(entry);
            write(choice, new Kept(zip), issuedAt);
            zip.closeEntry();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** The feed's end is not the archive's. */
    private static final class Kept extends java.io.FilterOutputStream {

        Kept(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
