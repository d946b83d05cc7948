package org.meterport.hub.filedrop.adapter;

import java.util.Arrays;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.apache.ftpserver.command.Command;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.impl.FtpServerContext;
import org.apache.mina.filter.ssl.SslFilter;
import org.jspecify.annotations.Nullable;

/**
 * Ties a data connection to its control connection: whoever opens it must resume that TLS session, which nobody else can.
 * The library opens a transfer's data connection in the thread of its command, so the thread carries the session there.
 */
final class FtpsSessionReuse {

    private static final ThreadLocal<byte[]> AWAITED = new ThreadLocal<>();

    private FtpsSessionReuse() {}

    /** The transfer, on a data connection of the session that asked for it. */
    static Command required(Command transfer) {
        return new Command() {
            @Override
            public void execute(FtpIoSession session, FtpServerContext context, FtpRequest request)
                    throws FtpException, java.io.IOException {
                AWAITED.set(id(session.getAttribute(SslFilter.SSL_SECURED)));
                try {
                    transfer.execute(session, context, request);
                } finally {
                    AWAITED.remove();
                }
            }
        };
    }

    /** @throws SSLException when a session is awaited and this is another */
    static void check(SSLSession opened) throws SSLException {
        byte[] awaited = AWAITED.get();
        if (awaited != null && (awaited.length == 0 || !Arrays.equals(awaited, opened.getId()))) {
            throw new SSLException("the data connection does not resume the session of its control connection");
        }
    }

    private static byte[] id(@Nullable Object secured) {
        return secured instanceof SSLSession session ? session.getId() : new byte[0];
    }
}
