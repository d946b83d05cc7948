package org.meterport.components.intervalfile;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The lines of a file as ranges of one reused buffer. A line ends with LF or CRLF; a byte-order mark is skipped and
 * blank lines are counted but not shown. Holds one line and what was read ahead, whatever the file contains.
 */
final class LineScanner {
    private static final int READ_AHEAD = 1 << 16;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LINE_FEEDS = 0x0A0A0A0A0A0A0A0AL;
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private final InputStream file;
    private final ReadLimits limits;
    private final byte[] buffer;
    private int filled;
    private int next;
    private long fileBytes;
    private boolean ended;

    private int start;
    private int end;
    private long line;

    LineScanner(InputStream file, ReadLimits limits) {
        this.file = file;
        this.limits = limits;
        this.buffer = new byte[limits.lineBytes() + READ_AHEAD];
    }

    /** Moves to the next line that is not blank; false at the end of the file. */
    boolean next() throws IOException, IntervalFileException {
        while (nextLine()) {
            trimEnd();
            if (start < end) {
                return true;
            }
        }
        return false;
    }

    /**
     * For callers that know a line when they see its bytes, without its end having been looked for.
     *
     * @return where the next line begins, if so many bytes from there on have been read; -1 otherwise
     */
    int ahead(int bytes) {
        return filled - next >= bytes ? next : -1;
    }

    /** Moves to the next line if it ends at a position; it must not be the file's first. */
    boolean nextEndsAt(int lineEnd) {
        int feed = buffer[lineEnd] == '\r' ? lineEnd + 1 : lineEnd;
        if (buffer[feed] != '\n') {
            return false;
        }
        line++;
        start = next;
        end = lineEnd;
        next = feed + 1;
        return true;
    }

    /** The bytes of the current line are those from {@link #start()} to before {@link #end()}. */
    byte[] bytes() {
        return buffer;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** From 1; blank lines count. */
    long line() {
        return line;
    }

    private boolean nextLine() throws IOException, IntervalFileException {
        int scanned = next;
        while (true) {
            scanned = lineEnd(scanned);
            if (scanned < filled) {
                show(scanned, scanned + 1);
                return true;
            }
            if (ended) {
                boolean rest = next < filled;
                if (rest) {
                    show(filled, filled);
                }
                return rest;
            }
            if (filled - next > limits.lineBytes()) {
                throw tooLong();
            }
            scanned = fill(scanned);
        }
    }

    /** The next LF, or {@code filled}: eight bytes at a time, since this looks at every byte of every file. */
    private int lineEnd(int from) {
        int i = from;
        for (; i + Long.BYTES <= filled; i += Long.BYTES) {
            // A byte becomes zero where it was LF, and the well-known test for a zero byte finds it.
            long word = (long) LONGS.get(buffer, i) ^ LINE_FEEDS;
            if (((word - LOW_BITS) & ~word & HIGH_BITS) != 0) {
                break;
            }
        }
        while (i < filled && buffer[i] != '\n') {
            i++;
        }
        return i;
    }

    private void show(int lineEnd, int following) throws IntervalFileException {
        line++;
        start = next;
        end = lineEnd;
        next = following;
        if (end - start > limits.lineBytes()) {
            line--;
            throw tooLong();
        }
        if (line == 1) {
            skipByteOrderMark();
        }
    }

    private int fill(int scanned) throws IOException, IntervalFileException {
        int kept = filled - next;
        System.arraycopy(buffer, next, buffer, 0, kept);
        int moved = next;
        next = 0;
        filled = kept;
        int read = file.read(buffer, filled, buffer.length - filled);
        if (read < 0) {
            ended = true;
        } else {
            filled += read;
            fileBytes += read;
        }
        if (fileBytes > limits.fileBytes()) {
            throw new IntervalFileException(
                    FaultReason.FILE_TOO_LARGE,
                    0,
                    "The file is larger than " + limits.fileBytes() + " bytes; split it by premise.");
        }
        return scanned - moved;
    }

    private IntervalFileException tooLong() {
        return new IntervalFileException(
                FaultReason.LINE_TOO_LONG, line + 1, "The line is longer than " + limits.lineBytes() + " bytes.");
    }

    private void skipByteOrderMark() throws IntervalFileException {
        int first = start < end ? buffer[start] & 0xFF : 0;
        int second = start + 1 < end ? buffer[start + 1] & 0xFF : 0;
        if ((first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE)) {
            throw new IntervalFileException(
                    FaultReason.ENCODING_UNSUPPORTED, 1, "The file is in UTF-16; send it as ASCII or UTF-8.");
        }
        if (first == 0xEF && second == 0xBB && start + 2 < end && (buffer[start + 2] & 0xFF) == 0xBF) {
            start += 3;
        }
    }

    private void trimEnd() {
        while (end > start && (buffer[end - 1] == ' ' || buffer[end - 1] == '\r' || buffer[end - 1] == '\t')) {
            end--;
        }
        while (start < end && (buffer[start] == ' ' || buffer[start] == '\t')) {
            start++;
        }
    }
}
