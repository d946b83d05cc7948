package org.meterport.components.greenbutton;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.meterport.components.intervalfile.FaultReason;
import org.meterport.components.intervalfile.IntervalFileException;
import org.meterport.components.intervalfile.ReadLimits;

/**
 * The bytes of a feed on their way to the parser, which limits what it keeps but not the length of a name. Remembers
 * why it broke off, since a parser wraps what it is thrown.
 */
final class GuardedBytes extends FilterInputStream {
    private final ReadLimits limits;
    private long total;
    private int unbroken;
    private @Nullable IntervalFileException fault;
    private @Nullable IOException failure;

    GuardedBytes(InputStream in, ReadLimits limits) {
        super(in);
        this.limits = limits;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read;
        try {
            read = super.read(bytes, offset, length);
        } catch (IOException cannotFetch) {
            failure = cannotFetch;
            throw cannotFetch;
        }
        if (read > 0) {
            total += read;
            if (total > limits.fileBytes()) {
                throw refused(
                        FaultReason.FILE_TOO_LARGE,
                        "The file is larger than " + limits.fileBytes() + " bytes; split it by premise.");
            }
            inspect(bytes, offset, offset + read);
        }
        return read;
    }

    /** Throws what broke the reading off, if it was these bytes. */
    void rethrow() throws IOException, IntervalFileException {
        if (fault != null) {
            throw fault;
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void inspect(byte[] bytes, int from, int to) throws IOException {
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b == 0) {
                throw refused(FaultReason.ENCODING_UNSUPPORTED, "The file is not in UTF-8; send it so.");
            }
            boolean breaks = (b > 0 && b <= ' ') || b == '<' || b == '>';
            unbroken = breaks ? 0 : unbroken + 1;
            if (unbroken > limits.lineBytes()) {
                throw refused(
                        FaultReason.LINE_TOO_LONG, "A name or value is longer than " + limits.lineBytes() + " bytes.");
            }
        }
    }

    private IOException refused(FaultReason reason, String sentence) {
        fault = new IntervalFileException(reason, 0, sentence);
        return new IOException(fault);
    }
}
