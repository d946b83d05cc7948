package org.meterport.hub.mailcatcher.adapter;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** SMTP word by word, to see each reply. */
final class SmtpTalk implements AutoCloseable {

    private final Socket socket;
    private final BufferedReader replies;

    SmtpTalk(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(30_000);
        replies = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        reply();
        say("HELO test");
    }

    /** Sends a line and gives the last line of the reply. */
    String say(String line) throws IOException {
        send(line + "\r\n");
        return reply();
    }

    /** The reply to a whole mail. */
    String mail(String to, String content) throws IOException {
        say("MAIL FROM:<hub@meterport.example>");
        say("RCPT TO:<" + to + ">");
        say("DATA");
        send(content);
        return say("\r\n.");
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    private String reply() throws IOException {
        String line = replies.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = replies.readLine();
        }
        return String.valueOf(line);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
