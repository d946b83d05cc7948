package org.meterport.hub.outbox.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.api.core.ActiveMQDuplicateIdException;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.shared.Unavailable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Moves committed outbox rows to their queues. Any number of relays may run side by side. */
public final class OutboxRelay {

    private static final int BATCH = 500;
    private static final String DUPLICATE_ID = "_AMQ_DUPL_ID";
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private final Transactions transactions;
    private final JdbcTemplate jdbc;
    private final ConnectionFactory broker;
    private final ObjectMapper json;

    public OutboxRelay(Transactions transactions, JdbcTemplate jdbc, ConnectionFactory broker, ObjectMapper json) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.broker = broker;
        this.json = json;
    }

    /**
     * Sends everything that is owed now.
     *
     * @return how many messages went out
     * @throws Unavailable when the broker does not take them; they stay owed
     */
    public int relay() {
        int sent = 0;
        int batch;
        do {
            batch = transactions.asOperator(this::relayBatch);
            sent += batch;
        } while (batch == BATCH);
        return sent;
    }

    private int relayBatch() {
        List<Row> rows = jdbc.query(
                "SELECT id, queue, body, headers, priority FROM outbox ORDER BY id LIMIT " + BATCH
                        + " FOR UPDATE SKIP LOCKED",
                (result, n) -> new Row(
                        result.getLong(1),
                        result.getString(2),
                        result.getString(3),
                        headers(result.getString(4)),
                        result.getInt(5)));
        if (!rows.isEmpty()) {
            send(rows);
            Long[] ids = rows.stream().map(Row::id).toArray(Long[]::new);
            jdbc.update("DELETE FROM outbox WHERE id = ANY (?)", (Object) ids);
        }
        return rows.size();
    }

    private void send(List<Row> rows) {
        try (Connection connection = broker.createConnection()) {
            try {
                send(rows, connection, true);
            } catch (JMSException refused) {
                if (!isDuplicate(refused)) {
                    throw refused;
                }
                // A relay died between the two commits: the broker refuses a transaction that repeats a message, but
                // drops a repeated message that comes alone.
                send(rows, connection, false);
            }
        } catch (JMSException away) {
            throw new Unavailable("broker", "does not take messages; they wait in the outbox", away);
        }
    }

    private static void send(List<Row> rows, Connection connection, boolean transacted) throws JMSException {
        try (Session session =
                        connection.createSession(transacted ? Session.SESSION_TRANSACTED : Session.AUTO_ACKNOWLEDGE);
                MessageProducer producer = session.createProducer(null)) {
            for (Row row : rows) {
                Message message = session.createTextMessage(row.body());
                for (Map.Entry<String, String> header : row.headers().entrySet()) {
                    message.setStringProperty(header.getKey(), header.getValue());
                }
                message.setStringProperty(DUPLICATE_ID, "outbox-" + row.id());
                producer.send(session.createQueue(row.queue()), message, DeliveryMode.PERSISTENT, row.priority(), 0);
            }
            if (transacted) {
                session.commit();
            }
        }
    }

    private static boolean isDuplicate(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ActiveMQDuplicateIdException) {
                return true;
            }
        }
        return false;
    }

    private Map<String, String> headers(String text) {
        try {
            return json.readValue(text, HEADERS);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an outbox row holds headers that are not JSON", impossible);
        }
    }

    private record Row(long id, String queue, String body, Map<String, String> headers, int priority) {}
}
