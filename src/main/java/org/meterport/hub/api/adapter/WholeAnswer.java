package org.meterport.hub.api.adapter;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/**
 * An answer that its writer flushes although nothing comes after: it stays in the server's buffer until it is over, so
 * that it has a length and leaves in fewer pieces. A longer one leaves as the buffer fills.
 */
final class WholeAnswer extends HttpServletResponseWrapper {

    private static final int BUFFER_BYTES = 64 * 1024;

    WholeAnswer(HttpServletResponse response) {
        super(response);
        response.setBufferSize(BUFFER_BYTES);
    }

    @Override
    public void flushBuffer() {
        // see above
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        return new Unflushed(super.getOutputStream());
    }

    private static final class Unflushed extends ServletOutputStream {

        private final ServletOutputStream out;

        Unflushed(ServletOutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int octet) throws IOException {
            out.write(octet);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void flush() {
            // see above
        }

        @Override
        public void close() throws IOException {
            out.close();
        }

        @Override
        public boolean isReady() {
            return out.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            out.setWriteListener(listener);
        }
    }
}
