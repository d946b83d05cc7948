package org.meterport.hub.filedrop.adapter;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** What the library opens in order to set a file's size: takes the size and nothing else. */
final class SftpSizeChange implements SeekableByteChannel {

    private final SftpUpload upload;

    SftpSizeChange(SftpUpload upload) {
        this.upload = upload;
    }

    @Override
    public SeekableByteChannel truncate(long newSize) throws IOException {
        upload.announceSize(newSize);
        return this;
    }

    @Override
    public int read(ByteBuffer into) {
        throw new NonReadableChannelException();
    }

    @Override
    public int write(ByteBuffer bytes) {
        throw new NonWritableChannelException();
    }

    @Override
    public long position() {
        return 0;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
        return this;
    }

    @Override
    public long size() {
        return 0;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
