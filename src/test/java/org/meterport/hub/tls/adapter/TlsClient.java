package org.meterport.hub.tls.adapter;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A client that trusts one authority and checks the host's name, as partners' clients do. */
public final class TlsClient {

    private TlsClient() {}

    /** A context that trusts nothing but the authority in that PEM file, and judges validity at that instant. */
    @SuppressWarnings("JavaUtilDate")
    public static SSLContext trusting(Path authority, Instant at) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (var pem = Files.newInputStream(authority)) {
            store.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        var path = new PKIXBuilderParameters(store, new X509CertSelector());
        path.setDate(Date.from(at));
        path.setRevocationEnabled(false);
        var trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(new CertPathTrustManagerParameters(path));
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** Serves one handshake and returns the certificate that a client which asked for that host accepted. */
    static X509Certificate accepted(SSLContext server, Path authority, String host, String protocol, Instant at)
            throws Exception {
        var loopback = InetAddress.getLoopbackAddress();
        try (var listener = (SSLServerSocket) server.getServerSocketFactory().createServerSocket(0, 1, loopback)) {
            var served = CompletableFuture.runAsync(() -> {
                try (var socket = (SSLSocket) listener.accept()) {
                    socket.startHandshake();
                    socket.getInputStream().read();
                } catch (IOException refused) {
                    throw new IllegalStateException(refused);
                }
            });
            var raw = new Socket(loopback, listener.getLocalPort());
            try (var socket = (SSLSocket)
                    trusting(authority, at).getSocketFactory().createSocket(raw, host, listener.getLocalPort(), true)) {
                socket.setEnabledProtocols(new String[] {protocol});
                var parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                socket.startHandshake();
                var certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
                socket.getOutputStream().write(1);
                served.join();
                return certificate;
            }
        }
    }
}
