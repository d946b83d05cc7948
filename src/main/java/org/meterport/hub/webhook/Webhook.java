package org.meterport.hub.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.meterport.hub.shared.ThirdPartyId;

/**
 * An address of a Third Party that is told of events.
 *
 * @param active false when the Third Party has removed it; what was not delivered by then never is
 * @param waitsUntil nothing is delivered before, because the last attempt failed
 */
public record Webhook(
        String id,
        ThirdPartyId thirdParty,
        URI url,
        Set<EventKind> events,
        boolean active,
        Optional<Instant> waitsUntil,
        Instant createdAt) {

    /** Active addresses a Third Party may have. */
    public static final int MOST = 10;

    public Webhook {
        events = Set.copyOf(events);
    }

    /**
     * One event on its way to one address.
     *
     * @param attempts that were made
     * @param httpStatus of the last attempt; empty when no answer came
     * @param problem why the last attempt failed, in a sentence
     * @param body as signed and sent, at every attempt the same
     */
    public record Delivery(
            String id,
            String webhookId,
            String eventId,
            String kind,
            State state,
            int attempts,
            Optional<Integer> httpStatus,
            Optional<String> problem,
            Instant createdAt,
            Instant updatedAt,
            Instant nextAt,
            String body) {

        Delivery attempted(State next, Optional<Integer> status, Optional<String> failure, Instant now, Instant again) {
            return new Delivery(
                    id, webhookId, eventId, kind, next, attempts + 1, status, failure, createdAt, now, again, body);
        }

        Delivery held(Instant again) {
            return new Delivery(
                    id,
                    webhookId,
                    eventId,
                    kind,
                    state,
                    attempts,
                    httpStatus,
                    problem,
                    createdAt,
                    updatedAt,
                    again,
                    body);
        }
    }

    /** Where a delivery stands. */
    public enum State {
        PENDING,
        DELIVERED,
        /** Given up after 72 hours; the Third Party sees it in its log. */
        PARKED
    }
}
