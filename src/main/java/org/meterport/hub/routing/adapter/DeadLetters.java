package org.meterport.hub.routing.adapter;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.shared.Unavailable;

/** The messages that flows have given up: what they are, and their way back to the flow once the cause is mended. */
final class DeadLetters {

    private static final Pattern QUEUE = Pattern.compile("jms:(?://)?(?:queue:)?([A-Za-z0-9._-]+)(?:\\?.*)?");
    private static final Pattern ID = Pattern.compile("ID:[A-Za-z0-9:._-]{1,100}");
    private static final long MOMENT_MILLIS = 2_000;

    private final ConnectionFactory connections;
    private final CamelContext flows;
    private final String queue;

    /** @param uri where the flows send what they give up */
    DeadLetters(ConnectionFactory connections, CamelContext flows, String uri) {
        this.connections = connections;
        this.flows = flows;
        Matcher name = QUEUE.matcher(uri);
        if (!name.matches()) {
            throw new IllegalArgumentException("meterport.dead-letter.uri names no queue: " + uri);
        }
        this.queue = name.group(1);
    }

    /**
     * One message.
     *
     * @param replayable whether its flow is fed by a queue, so that it can be put there again
     */
    record Letter(
            String id,
            String flow,
            String step,
            String causeCode,
            int attempts,
            String firstFailure,
            String lastFailure,
            boolean replayable) {}

    /** The oldest first; never their contents. */
    List<Letter> list(int limit) {
        return inSession(session -> letters(session, limit));
    }

    /**
     * Puts messages back into the queues their flows read. Each moves in a transaction of its own, so that none is lost or
     * there twice.
     *
     * @return how many went back
     */
    int replay(Predicate<Letter> chosen) {
        return inSession(session -> {
            int moved = 0;
            for (Letter letter : letters(session, Integer.MAX_VALUE)) {
                if (letter.replayable()
                        && chosen.test(letter)
                        && ID.matcher(letter.id()).matches()) {
                    moved += move(session, letter) ? 1 : 0;
                }
            }
            return moved;
        });
    }

    private boolean move(Session session, Letter letter) throws JMSException {
        String selector = "JMSMessageID = '" + letter.id() + "'";
        try (MessageConsumer from = session.createConsumer(session.createQueue(queue), selector)) {
            Message message = from.receive(MOMENT_MILLIS);
            if (message == null) {
                // another operator was quicker
                return false;
            }
            try (var to = session.createProducer(
                    session.createQueue(source(letter.flow()).orElseThrow()))) {
                to.send(message);
            }
            session.commit();
            return true;
        }
    }

    private List<Letter> letters(Session session, int limit) throws JMSException {
        List<Letter> letters = new ArrayList<>();
        try (QueueBrowser browser = session.createBrowser(session.createQueue(queue))) {
            Enumeration<?> all = browser.getEnumeration();
            while (all.hasMoreElements() && letters.size() < limit) {
                if (all.nextElement() instanceof Message message) {
                    letters.add(letter(message));
                }
            }
        }
        return letters;
    }

    private Letter letter(Message message) throws JMSException {
        String flow = text(message, FlowFailures.FLOW);
        return new Letter(
                message.getJMSMessageID(),
                flow,
                text(message, FlowFailures.STEP),
                text(message, FlowFailures.CAUSE_CODE),
                message.propertyExists(FlowFailures.ATTEMPTS) ? message.getIntProperty(FlowFailures.ATTEMPTS) : 0,
                text(message, FlowFailures.FIRST_FAILURE),
                text(message, FlowFailures.LAST_FAILURE),
                source(flow).isPresent());
    }

    /** The queue that feeds a flow. */
    private Optional<String> source(String flow) {
        Route route = flows.getRoute(flow);
        if (route == null) {
            return Optional.empty();
        }
        Matcher name = QUEUE.matcher(route.getEndpoint().getEndpointUri());
        return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
    }

    private static String text(Message message, String property) throws JMSException {
        @Nullable String value = message.getStringProperty(property);
        return value == null ? "" : value;
    }

    private <T> T inSession(Work<T> work) {
        try (Connection connection = connections.createConnection();
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
            connection.start();
            return work.in(session);
        } catch (JMSException away) {
            throw new Unavailable("broker", "the dead letters cannot be read or moved", away);
        }
    }

    /** Something done with the queues. */
    private interface Work<T> {
        T in(Session session) throws JMSException;
    }
}
