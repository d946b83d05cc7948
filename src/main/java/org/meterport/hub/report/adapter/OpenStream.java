package org.meterport.hub.report.adapter;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Lets a writer close its stream without closing what lies below: an archive goes on after one of its entries. Counts
 * what goes through; whoever opened what lies below flushes that at the end.
 */
final class OpenStream extends FilterOutputStream {

    private long fresh;

    OpenStream(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int octet) throws IOException {
        out.write(octet);
        fresh++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
        fresh += length;
    }

    /** How many bytes went through since the last call. */
    long fresh() {
        long count = fresh;
        fresh = 0;
        return count;
    }

    @Override
    public void flush() {
        // a writer that is emptied to be counted must not break up what an archive or a cipher gathers
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
