package org.meterport.hub.mail.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.component.mail.MailComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.mail.BounceAddresses;
import org.meterport.hub.shared.StoppedClock;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** Kept connections against a real SMTP server. */
class MailConnectionsIT {

    private final BlockingQueue<Taken> taken = new LinkedBlockingQueue<>();
    private final MailConnections connections =
            new MailConnections(new StoppedClock(Samples.NOW), new BounceAddresses("bounce@hub.example", new byte[32]));
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private SMTPServer server = server(0);

    /** @param connection the client's address and port */
    private record Taken(String connection, String mail) {}

    @BeforeEach
    void start() {
        server.start();
        var smtp = new MailComponent(camel);
        smtp.setConfiguration(connections.configuration());
        camel.disableJMX();
        camel.addComponent("smtp", smtp);
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
        connections.close();
        server.stop();
    }

    @Test
    void sendsManyMailsOnOneConnectionAndNotTooMany() throws Exception {
        Set<String> used = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            assertThat(send("alma@example.com", "id-" + i).getException()).isNull();
            used.add(next().connection());
        }

        assertThat(used).hasSize(2);
    }

    @Test
    void keepsTheMailsOwnIdAndGivesItTheHubsTime() throws Exception {
        send("alma@example.com", "inv_1.1");

        assertThat(next().mail())
                .contains("Message-ID: <inv_1.1@meterport.example>")
                .contains("Date: ")
                .contains(" Feb 2026 ");
    }

    @Test
    void sendsOnAFreshConnectionWhenTheServerWasStartedAnew() throws Exception {
        send("alma@example.com", "id-1");
        String first = next().connection();
        int port = server.getPortAllocated();
        server.stop();
        server = server(port);
        server.start();

        Exchange sent = send("alma@example.com", "id-2");

        assertThat(sent.getException()).isNull();
        Taken second = next();
        assertThat(second.mail()).contains("id-2");
        assertThat(second.connection()).isNotEqualTo(first);
    }

    @Test
    void asksNobodyTwiceAboutAMailTheServerRefused() throws Exception {
        send("alma@example.com", "id-1");
        next();

        Exchange refused = send("bounce@example.com", "id-2");

        assertThat(refused.getException()).isNotNull();
        assertThat(next().mail()).isEqualTo("refused bounce@example.com");
        assertThat(taken).isEmpty();
        assertThat(send("alma@example.com", "id-3").getException()).isNull();
    }

    private Exchange send(String to, String id) throws Exception {
        try (var template = camel.createProducerTemplate()) {
            return template.send("smtp:127.0.0.1:" + server.getPortAllocated(), exchange -> {
                exchange.getMessage().setBody("text");
                exchange.getMessage()
                        .setHeaders(Map.of(
                                "To",
                                to,
                                "From",
                                "no-reply@meterport.example",
                                "Subject",
                                "Test",
                                "Message-ID",
                                "<" + id + "@meterport.example>"));
            });
        }
    }

    private Taken next() throws InterruptedException {
        Taken next = taken.poll(30, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    private SMTPServer server(int port) {
        return new SMTPServer.Builder()
                .bindAddress(InetAddress.getLoopbackAddress())
                .port(port)
                .messageHandler((context, from, to, data) -> {
                    String connection = String.valueOf(context.getRemoteAddress());
                    if (to.startsWith("bounce")) {
                        taken.add(new Taken(connection, "refused " + to));
                        throw new RejectException(550, "no such user");
                    }
                    taken.add(new Taken(connection, new String(data, StandardCharsets.UTF_8)));
                })
                .build();
    }
}
