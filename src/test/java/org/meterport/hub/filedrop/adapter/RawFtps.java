package org.meterport.hub.filedrop.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** An FTPS client that can be rude: it sends what it is told and drops connections without a word. */
final class RawFtps implements AutoCloseable {

    private static final Pattern PASSIVE_PORT = Pattern.compile("\\|\\|\\|(\\d+)\\|");

    private final SSLContext trust;
    private final Socket connection;
    private Socket control;
    private BufferedReader replies;

    RawFtps(int port, SSLContext trust) throws IOException {
        this.trust = trust;
        connection = new Socket(InetAddress.getLoopbackAddress(), port);
        connection.setSoTimeout(30_000);
        control = connection;
        replies = reader(connection);
        reply();
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    }

    /** Sends a line and returns the last line of the reply. */
    String send(String line) throws IOException {
        sendOnly(line + "\r\n");
        return reply();
    }

    void sendOnly(String text) throws IOException {
        control.getOutputStream().write(text.getBytes(UTF_8));
        control.getOutputStream().flush();
    }

    String reply() throws IOException {
        var line = replies.readLine();
        while (line != null && (line.length() < 4 || line.charAt(3) == '-' || line.charAt(0) == ' ')) {
            line = replies.readLine();
        }
        return String.valueOf(line);
    }

    /** The handshake after a 234. */
    void encrypt() throws IOException {
        var tls = encrypted(connection);
        tls.startHandshake();
        control = tls;
        replies = reader(tls);
    }

    private SSLSocket encrypted(Socket socket) throws IOException {
        return (SSLSocket) trust.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
    }

    void signIn(String name) throws IOException {
        send("AUTH TLS");
        encrypt();
        send("USER " + name);
        send("PASS " + name);
        send("PBSZ 0");
        send("PROT P");
    }

    /** A data connection for the next command, TCP only so far. */
    Socket data() throws IOException {
        var match = PASSIVE_PORT.matcher(send("EPSV"));
        if (!match.find()) {
            throw new IOException("no passive port");
        }
        return new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(match.group(1)));
    }

    /** Begins an upload, sends the bytes, and leaves the TCP connection in the caller's hands. */
    Socket beginUpload(String path, byte[] bytes) throws IOException {
        var data = data();
        send("STOR " + path);
        var tls = encrypted(data);
        tls.startHandshake();
        tls.getOutputStream().write(bytes);
        return data;
    }

    /** The connection ends as it does when a process is killed: TCP closes, TLS says nothing. */
    void die() throws IOException {
        connection.close();
    }

    @Override
    public void close() throws IOException {
        die();
    }
}
