package org.meterport.han.radio;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.meterport.han.sep.Octets;

/**
 * A pcap file of link type 230, IEEE 802.15.4 without frame check sequence. Appends to a file that exists. A crash may leave a last record half
 * written; readers show everything before it, and a file that is continued after that is cut back to its last whole record first.
 */
public final class CaptureFile implements AutoCloseable {
    private static final int MAGIC = 0xA1B2C3D4;
    private static final int LINK_TYPE = 230;
    private static final int FILE_HEAD = 24;
    private static final int RECORD_HEAD = 16;
    private static final int LONGEST_FRAME = 4096;

    private final OutputStream out;

    private CaptureFile(OutputStream out) {
        this.out = out;
    }

    public static CaptureFile open(Path file) throws IOException {
        var whole = Files.exists(file) ? wholeRecords(file) : 0;
        try (var channel = Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(whole);
        }
        var out = new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.APPEND));
        if (whole == 0) {
            var head = ByteBuffer.allocate(FILE_HEAD).order(ByteOrder.LITTLE_ENDIAN);
            head.putInt(MAGIC).putShort((short) 2).putShort((short) 4).putInt(0).putInt(0);
            head.putInt(LONGEST_FRAME).putInt(LINK_TYPE);
            out.write(head.array());
        }
        return new CaptureFile(out);
    }

    /** The bytes reach the file at {@link #flush()} at the latest. */
    public synchronized void write(Instant at, Octets frame) throws IOException {
        var head = ByteBuffer.allocate(RECORD_HEAD).order(ByteOrder.LITTLE_ENDIAN);
        head.putInt((int) at.getEpochSecond()).putInt(at.getNano() / 1000);
        head.putInt(frame.size()).putInt(frame.size());
        out.write(head.array());
        out.write(frame.toArray());
    }

    public synchronized void flush() throws IOException {
        out.flush();
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }

    /** How long the file is without a record that was cut off; 0 for a file that is not such a capture from its first byte. */
    private static long wholeRecords(Path file) throws IOException {
        try (var channel = Files.newByteChannel(file)) {
            var head = ByteBuffer.allocate(FILE_HEAD).order(ByteOrder.LITTLE_ENDIAN);
            if (channel.read(head) < FILE_HEAD || head.getInt(0) != MAGIC || head.getInt(FILE_HEAD - 4) != LINK_TYPE) {
                return 0;
            }
            var end = (long) FILE_HEAD;
            while (true) {
                var record = ByteBuffer.allocate(RECORD_HEAD).order(ByteOrder.LITTLE_ENDIAN);
                channel.position(end);
                if (channel.read(record) < RECORD_HEAD) {
                    return end;
                }
                var next = end + RECORD_HEAD + Math.max(0, record.getInt(8));
                if (next > channel.size()) {
                    return end;
                }
                end = next;
            }
        }
    }
}
