package org.meterport.hub.outbox;

import java.util.List;
import java.util.Map;

/** Where a use case leaves what is to be done after its transaction. */
public interface Outbox {

    /** JMS priority of ordinary work. */
    int ORDINARY = 4;

    /**
     * Owes a message to a queue. Must be called inside a transaction; the message leaves only if that commits.
     *
     * @param queue {@code <capability>.<event>.v<n>}
     * @param body what the consumer gets as text, an id wherever an id will do
     * @param headers String properties of the message; names are Java identifiers, as JMS asks
     * @param priority 0 lowest to 9 highest
     */
    void owe(String queue, String body, Map<String, String> headers, int priority);

    /** As {@link #owe(String, String, Map, int)}, without headers, at ordinary priority. */
    default void owe(String queue, String body) {
        owe(queue, body, Map.of(), ORDINARY);
    }

    /** As {@link #owe(String, String, Map, int)}, for many bodies at once. */
    default void oweAll(String queue, List<String> bodies, Map<String, String> headers, int priority) {
        bodies.forEach(body -> owe(queue, body, headers, priority));
    }

    /** As {@link #oweAll(String, List, Map, int)} at ordinary priority. */
    default void oweAll(String queue, List<String> bodies, Map<String, String> headers) {
        oweAll(queue, bodies, headers, ORDINARY);
    }
}
