package org.meterport.components.intervalfile;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file taken out of its gzip or zip, if it came in one. One wrapping is taken off and never two, and nothing is
 * unpacked ahead, so a bomb costs what a plain file of the permitted size costs.
 */
final class Unpacked {
    private static final int GZIP = 0x1F8B;
    private static final int ZIP = 0x504B;

    private final Source source;
    private final InputStream layout;
    private final @Nullable ZipInputStream zip;

    private Unpacked(Source source, InputStream layout, @Nullable ZipInputStream zip) {
        this.source = source;
        this.layout = layout;
        this.zip = zip;
    }

    /** The bytes as they came, remembering whether it was they that failed. */
    private static final class Source extends FilterInputStream {
        private boolean failed;

        Source(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (IOException cannotFetch) {
                failed = true;
                throw cannotFetch;
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return super.read(bytes, offset, length);
            } catch (IOException cannotFetch) {
                failed = true;
                throw cannotFetch;
            }
        }
    }

    static Unpacked of(InputStream file) throws IOException, IntervalFileException {
        Source source = new Source(file);
        InputStream bytes = peekable(source);
        int magic = magic(bytes);
        Unpacked unpacked = new Unpacked(source, bytes, null);
        if (magic != GZIP && magic != ZIP) {
            return unpacked;
        }
        try {
            unpacked = magic == GZIP
                    ? new Unpacked(source, peekable(new GZIPInputStream(bytes)), null)
                    : ofZip(source, bytes);
            int inner = magic(unpacked.layout);
            if (inner == GZIP || inner == ZIP) {
                throw contents("The file is packed twice; pack it once.");
            }
            return unpacked;
        } catch (IOException broken) {
            throw unpacked.asFault(broken);
        }
    }

    private static Unpacked ofZip(Source source, InputStream bytes) throws IOException, IntervalFileException {
        // In this charset no name of an entry is malformed.
        ZipInputStream zip = new ZipInputStream(bytes, StandardCharsets.ISO_8859_1);
        ZipEntry entry = nextFile(zip);
        if (entry == null) {
            throw contents("The zip holds no file.");
        }
        if (leadsOut(entry.getName())) {
            throw contents("The zip's file has a name that leads out of the zip's own folder; pack it again.");
        }
        return new Unpacked(source, peekable(zip), zip);
    }

    /** Supports mark and reset over {@link IntervalFileFormat#BYTES_TO_LOOK_AT}. */
    InputStream layout() {
        return layout;
    }

    /** To be called when the layout has been read: a zip must hold nothing more. */
    void checkEnd() throws IOException, IntervalFileException {
        if (zip == null) {
            return;
        }
        try {
            if (nextFile(zip) != null) {
                throw contents("The zip holds more than one file; send one file in each.");
            }
        } catch (IOException broken) {
            throw asFault(broken);
        }
    }

    /** Tells damage of the packed content, which is the file's fault, from bytes that could not be fetched. */
    IntervalFileException asFault(IOException broken) throws IOException {
        boolean packing = broken instanceof ZipException || broken instanceof EOFException;
        if (source.failed || !packing) {
            throw broken;
        }
        return new IntervalFileException(
                FaultReason.COMPRESSION_DAMAGED, 0, "The gzip or zip is damaged or cut off; send it again.");
    }

    private static @Nullable ZipEntry nextFile(ZipInputStream zip) throws IOException {
        ZipEntry entry = zip.getNextEntry();
        while (entry != null && entry.isDirectory()) {
            entry = zip.getNextEntry();
        }
        return entry;
    }

    /** The name is not used for anything; but who packs such a name means harm, or has damaged more than that. */
    private static boolean leadsOut(String name) {
        String path = name.replace('\\', '/');
        return path.startsWith("/") || ("/" + path + "/").contains("/../") || path.matches("[A-Za-z]:.*");
    }

    private static InputStream peekable(InputStream in) {
        return new BufferedInputStream(in, 1 << 16);
    }

    private static int magic(InputStream bytes) throws IOException {
        bytes.mark(2);
        int first = bytes.read();
        int second = bytes.read();
        bytes.reset();
        return first << 8 | second;
    }

    private static IntervalFileException contents(String sentence) {
        return new IntervalFileException(FaultReason.ARCHIVE_CONTENT, 0, sentence);
    }
}
