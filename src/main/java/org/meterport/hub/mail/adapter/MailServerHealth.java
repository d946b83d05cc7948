package org.meterport.hub.mail.adapter;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Whether the mail server greets; flows that wait for it go on by themselves when it does. */
final class MailServerHealth implements HealthIndicator {

    private static final int PATIENCE_MILLIS = 2_000;

    private final MailSettings settings;

    MailServerHealth(MailSettings settings) {
        this.settings = settings;
    }

    @Override
    public Health health() {
        String server = settings.host() + ":" + settings.port();
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(settings.host(), settings.port()), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String greeting = reader.readLine();
            if (greeting != null && greeting.startsWith("220")) {
                socket.getOutputStream().write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
                return Health.up().withDetail("server", server).build();
            }
            return Health.down()
                    .withDetail("server", server)
                    .withDetail("cause", "the mail server does not greet; mails wait in their queues")
                    .build();
        } catch (IOException away) {
            return Health.down()
                    .withDetail("server", server)
                    .withDetail("cause", "the mail server does not answer; mails wait in their queues")
                    .build();
        }
    }
}
