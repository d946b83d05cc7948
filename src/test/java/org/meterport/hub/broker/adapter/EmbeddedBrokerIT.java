package org.meterport.hub.broker.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {

    @TempDir
    private Path folder;

    @Test
    void keepsWhatItHasAcceptedThroughARestart() throws Exception {
        try (var broker = BrokerUnderTest.start(folder)) {
            broker.send("letters", "a", "b");
            assertThat(broker.broker().waiting("letters")).isEqualTo(2);
            assertThat(broker.broker().trouble()).isEmpty();
        }

        try (var again = BrokerUnderTest.start(folder)) {
            assertThat(again.texts("letters")).containsExactly("a", "b");
        }
    }

    @Test
    void letsSendersWaitWhileItsDiskIsFullAndNamesTheFolder() throws Exception {
        try (var broker = BrokerUnderTest.start(folder)) {
            broker.broker().setMaxDiskUsagePercent(0);

            assertThat(broker.broker().trouble())
                    .hasValueSatisfying(cause -> assertThat(cause).contains("disk", folder.toString()));
            CompletableFuture<String> sending = CompletableFuture.supplyAsync(() -> {
                try {
                    broker.send("letters", "patient");
                    return "sent";
                } catch (JMSException refused) {
                    return "refused";
                }
            });
            assertThatThrownBy(() -> sending.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            broker.broker().setMaxDiskUsagePercent(100);

            assertThat(sending.get(20, TimeUnit.SECONDS)).isEqualTo("sent");
            assertThat(broker.broker().trouble()).isEmpty();
            assertThat(broker.texts("letters")).containsExactly("patient");
        }
    }

    @Test
    void startsAgainByItselfWhenItHasStopped() throws Exception {
        try (var broker = BrokerUnderTest.start(folder)) {
            broker.send("letters", "a");
            broker.broker().stopAsIfTheDiskFailed();
            assertThat(broker.broker().trouble())
                    .hasValueSatisfying(cause -> assertThat(cause).contains("has stopped"));
            assertThatThrownBy(() -> broker.send("letters", "b")).isInstanceOf(JMSException.class);

            broker.broker().keepRunning();

            assertThat(broker.broker().trouble()).isEmpty();
            broker.send("letters", "b");
            assertThat(broker.texts("letters")).containsExactly("a", "b");
        }
    }

    @Test
    void saysWhyItCannotStartAgainAndDoesWhenTheCauseIsGone() throws Exception {
        Path journal = folder.resolve("broker");
        try (var broker = BrokerUnderTest.start(journal)) {
            broker.send("letters", "a");
            broker.broker().stopAsIfTheDiskFailed();
            Path aside = folder.resolve("aside");
            Files.move(journal, aside);
            Files.writeString(journal, "no folder any more");

            broker.broker().keepRunning();
            assertThat(broker.broker().trouble())
                    .hasValueSatisfying(cause -> assertThat(cause).contains("has stopped: "));
            Files.delete(journal);
            Files.move(aside, journal);
            broker.broker().keepRunning();

            assertThat(broker.broker().trouble()).isEmpty();
            assertThat(broker.texts("letters")).containsExactly("a");
        }
    }

    @Test
    void staysDownOnceItWasClosed() throws Exception {
        var broker = BrokerUnderTest.start(folder);
        broker.close();

        broker.broker().keepRunning();

        assertThat(broker.broker().trouble()).isPresent();
    }

    @Test
    void offersAMessageAgainAndAgainAndNeverGivesItUp() throws Exception {
        try (var broker = BrokerUnderTest.start(folder);
                Connection connection = broker.connections().createConnection();
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
                var consumer = session.createConsumer(session.createQueue("letters"))) {
            broker.send("letters", "a");
            connection.start();

            for (int delivery = 1; delivery <= 12; delivery++) {
                Message message = consumer.receive(10_000);
                assertThat(message.getIntProperty("JMSXDeliveryCount")).isEqualTo(delivery);
                session.rollback();
            }

            assertThat(broker.broker().waiting("letters")).isOne();
            assertThat(broker.broker().waiting("dead-letter")).isZero();
        }
    }

    @Test
    void offersWhatWaitedTogetherAgainAtDifferentMoments() throws Exception {
        try (var broker = BrokerUnderTest.start(folder);
                Connection connection = broker.connections().createConnection();
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
                var consumer = session.createConsumer(session.createQueue("letters"))) {
            broker.send(
                    "letters", IntStream.range(0, 40).mapToObj(String::valueOf).toArray(String[]::new));
            connection.start();
            long earliest = Long.MAX_VALUE;
            long latest = 0;
            // twice each: the second wait is of 100 ms, a quarter more or less
            for (int delivery = 1; delivery <= 3; delivery++) {
                earliest = Long.MAX_VALUE;
                for (int message = 0; message < 40; message++) {
                    assertThat(consumer.receive(10_000)).isNotNull();
                    earliest = Math.min(earliest, System.nanoTime());
                    latest = System.nanoTime();
                }
                session.rollback();
            }

            assertThat(Duration.ofNanos(latest - earliest)).isGreaterThan(Duration.ofMillis(25));
        }
    }

    @Test
    void letsOtherProcessesInByPasswordOnly() throws Exception {
        try (var broker = BrokerUnderTest.start(folder)) {
            assertThatThrownBy(() -> broker.overTheWire().createConnection("meterport", "guess"))
                    .isInstanceOf(JMSSecurityException.class);

            try (Connection right = broker.overTheWire().createConnection()) {
                right.start();
                assertThat(right.getMetaData().getJMSProviderName()).isNotBlank();
            }
        }
    }

    @Test
    void hasNoPortAndNoMessagesBeforeItStarts() {
        var settings = new BrokerSettings(
                "", "meterport", "hush", "127.0.0.1", 0, 95, Duration.ofMillis(50), Duration.ofMillis(200));
        var broker = new EmbeddedBroker(settings, folder, "test", 9);

        assertThat(broker.waiting("letters")).isZero();
        assertThat(broker.trouble()).isPresent();
        assertThatThrownBy(broker::port).isInstanceOf(IllegalStateException.class);
        broker.setMaxDiskUsagePercent(50);
        broker.close();
        assertThat(settings.embedded()).isTrue();
        assertThat(settings.toString()).doesNotContain("hush");
    }
}
