package org.meterport.hub.filedrop.adapter;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.ftpserver.ssl.ClientAuth;
import org.apache.ftpserver.ssl.SslConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * TLS 1.2 and 1.3 on the control and the data connection, with what the defaults lack (docs/decisions/0041); how a data
 * connection is closed stands at {@link FtpsDataSocket}.
 *
 * <p>A data connection that ends without TLS's closing message is an error, not the end of the file: the JDK takes a
 * bare end of the TCP stream for a clean one, and that is exactly what a client leaves that was killed in mid-upload.
 *
 * <p>No session tickets. A TLS 1.3 client that only uploads never reads the one it is sent, closes its socket with the
 * ticket unread, and its operating system then resets the connection and throws away the part of the file we had not
 * read yet.
 */
final class FtpsEncryption implements SslConfiguration {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /** RFC 8446, section 4.6.1, lets a ticket live seven days at most; for a longer session the JDK sends none. */
    private static final Duration LONGER_THAN_A_TICKET = Duration.ofDays(8);

    /**
     * Read by the JDK when a context is made. Without it a TLS 1.2 handshake would still announce a ticket, and then not
     * send it for the reason above: GnuTLS ends the connection over that.
     */
    private static final String TICKETS = "jdk.tls.server.enableSessionTicketExtension";

    private final SSLContext context;
    private final SSLSocketFactory sockets;
    private final String[] protocols;

    /**
     * One server's encryption.
     *
     * @param contexts makes a context that nobody else uses
     * @param sessionReuse data connections resume the control connection's session; without tickets that is TLS 1.2 alone
     */
    FtpsEncryption(Supplier<SSLContext> contexts, boolean sessionReuse) {
        this.protocols = sessionReuse ? new String[] {"TLSv1.2"} : PROTOCOLS.clone();
        this.context = withoutTickets(contexts);
        this.sockets = new CleanEndSockets(context.getSocketFactory());
    }

    private static SSLContext withoutTickets(Supplier<SSLContext> contexts) {
        synchronized (FtpsEncryption.class) {
            var before = System.getProperty(TICKETS);
            System.setProperty(TICKETS, "false");
            try {
                var made = contexts.get();
                made.getServerSessionContext().setSessionTimeout(Math.toIntExact(LONGER_THAN_A_TICKET.toSeconds()));
                return made;
            } finally {
                if (before == null) {
                    System.clearProperty(TICKETS);
                } else {
                    System.setProperty(TICKETS, before);
                }
            }
        }
    }

    @Override
    public SSLSocketFactory getSocketFactory() {
        return sockets;
    }

    @Override
    public SSLContext getSSLContext() {
        return context;
    }

    @Override
    public SSLContext getSSLContext(String protocol) {
        return context;
    }

    /** Null leaves the choice to the JDK, whose list follows its security updates. */
    @Override
    public String @Nullable [] getEnabledCipherSuites() {
        return null;
    }

    @Override
    public String getEnabledProtocol() {
        return protocols[0];
    }

    @Override
    public String[] getEnabledProtocols() {
        return protocols.clone();
    }

    @Override
    public ClientAuth getClientAuth() {
        return ClientAuth.NONE;
    }

    /** Wraps accepted sockets; the server never connects out. */
    private static final class CleanEndSockets extends SSLSocketFactory {

        private final SSLSocketFactory sockets;

        CleanEndSockets(SSLSocketFactory sockets) {
            this.sockets = sockets;
        }

        /**
         * The JDK's server-side wrapping takes bytes that were read from the socket before, and goes on with the socket
         * when they end. Given a stream that is the socket itself and never ends but fails, it cannot mistake the end of
         * TCP for the end of TLS.
         */
        @Override
        public Socket createSocket(Socket accepted, String host, int port, boolean autoClose) throws IOException {
            var read = new EndIsAnError(accepted.getInputStream());
            return new FtpsDataSocket((SSLSocket) sockets.createSocket(accepted, read, autoClose));
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return sockets.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return sockets.getSupportedCipherSuites();
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            throw outgoing();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
            throw outgoing();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            throw outgoing();
        }

        @Override
        public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
                throws IOException {
            throw outgoing();
        }

        private static IOException outgoing() {
            return new IOException("data connections are passive: the client connects");
        }
    }

    private static final class EndIsAnError extends FilterInputStream {

        EndIsAnError(InputStream socket) {
            super(socket);
        }

        @Override
        public int read() throws IOException {
            return notAtEnd(super.read());
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return notAtEnd(super.read(into, offset, length));
        }

        private static int notAtEnd(int read) throws SocketException {
            if (read < 0) {
                throw new SocketException("the data connection ended without TLS's closing message");
            }
            return read;
        }
    }
}
