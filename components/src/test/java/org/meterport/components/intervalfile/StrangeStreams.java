package org.meterport.components.intervalfile;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;

/** Streams that no good file gives. */
public final class StrangeStreams {
    private StrangeStreams() {}

    /** Serves a start and then fails as a disk does. */
    public static InputStream breakingAfter(byte[] start) {
        return new SequenceInputStream(new ByteArrayInputStream(start), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk gone");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                throw new IOException("disk gone");
            }
        });
    }

    /** The same byte for ever, counting how much of it was taken. */
    public static final class Endless extends InputStream {
        private final byte content;
        private long taken;

        public Endless(char content) {
            this.content = (byte) content;
        }

        public long taken() {
            return taken;
        }

        @Override
        public int read() {
            taken++;
            return content;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            Arrays.fill(bytes, offset, offset + length, content);
            taken += length;
            return length;
        }
    }
}
