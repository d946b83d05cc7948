package org.meterport.hub.broker.adapter;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** A built-in broker on a folder of the test's, reached in memory. */
public final class BrokerUnderTest implements AutoCloseable {

    private static final AtomicInteger IN_VM_IDS = new AtomicInteger(9_000);
    private static final String PASSWORD = "test";

    private final int inVmId = IN_VM_IDS.incrementAndGet();
    private final EmbeddedBroker broker;

    private BrokerUnderTest(Path folder) {
        var settings = new BrokerSettings(
                "", "meterport", "", "127.0.0.1", 0, 95, Duration.ofMillis(50), Duration.ofMillis(200));
        this.broker = new EmbeddedBroker(settings, folder, PASSWORD, inVmId);
    }

    public static BrokerUnderTest start(Path folder) throws Exception {
        var started = new BrokerUnderTest(folder);
        started.broker.start();
        return started;
    }

    public EmbeddedBroker broker() {
        return broker;
    }

    public ConnectionFactory connections() {
        return connections("vm://" + inVmId + "?reconnectAttempts=0");
    }

    /** By way of the port other processes use. */
    public ConnectionFactory overTheWire() {
        return connections("tcp://127.0.0.1:" + broker.port() + "?reconnectAttempts=0");
    }

    private static ActiveMQConnectionFactory connections(String url) {
        var factory = new ActiveMQConnectionFactory(url, "meterport", PASSWORD);
        factory.setBlockOnDurableSend(true);
        factory.setCallTimeout(3_000);
        return factory;
    }

    public void send(String queue, String... texts) throws JMSException {
        try (Connection connection = connections().createConnection();
                Session session = connection.createSession();
                var producer = session.createProducer(session.createQueue(queue))) {
            for (String text : texts) {
                producer.send(session.createTextMessage(text));
            }
        }
    }

    /** Takes all messages of the queue, in the order they are given out. */
    public List<TextMessage> take(String queue) throws JMSException {
        List<TextMessage> taken = new ArrayList<>();
        // before any goes out: a message on its way may be counted twice
        long waiting = broker.waiting(queue);
        try (Connection connection = connections().createConnection();
                Session session = connection.createSession();
                var consumer = session.createConsumer(session.createQueue(queue))) {
            connection.start();
            while (taken.size() < waiting) {
                Message message = consumer.receive(10_000);
                if (message == null) {
                    throw new IllegalStateException("a message of " + queue + " did not come");
                }
                taken.add((TextMessage) message);
            }
        }
        return taken;
    }

    public List<String> texts(String queue) throws JMSException {
        List<String> texts = new ArrayList<>();
        for (TextMessage message : take(queue)) {
            texts.add(message.getText());
        }
        return texts;
    }

    @Override
    public void close() {
        broker.close();
    }
}
