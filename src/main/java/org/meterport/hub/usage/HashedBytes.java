package org.meterport.hub.usage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.meterport.hub.shared.Sha256;

/** A file's bytes on their way to a reader, hashed in passing. */
final class HashedBytes extends FilterInputStream {

    private final MessageDigest digest;

    HashedBytes(InputStream file) {
        super(file);
        digest = Sha256.digest();
    }

    @Override
    public int read() throws IOException {
        int read = in.read();
        if (read >= 0) {
            digest.update((byte) read);
        }
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = in.read(bytes, offset, length);
        if (read > 0) {
            digest.update(bytes, offset, read);
        }
        return read;
    }

    /** Bytes that are passed over belong to the content too. */
    @Override
    public long skip(long count) throws IOException {
        return readNBytes((int) Math.min(count, 8_192)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** SHA-256 of the whole content, in lower-case hexadecimal; reads on to its end. Can be asked once. */
    String sha256() throws IOException {
        long unused = transferTo(OutputStream.nullOutputStream());
        return HexFormat.of().formatHex(digest.digest());
    }
}
