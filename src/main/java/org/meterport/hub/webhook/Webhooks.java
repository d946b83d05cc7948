package org.meterport.hub.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.meterport.hub.webhook.Webhook.Delivery;

/** Addresses and deliveries on record. Called inside a transaction; a partner's finds only its own. */
public interface Webhooks {

    void add(Webhook webhook);

    Optional<Webhook> find(String id);

    /** Those that were not removed, oldest first. */
    List<Webhook> active();

    void save(Webhook webhook);

    /** Puts an event on record that goes to one address, whatever that wants, and owes its delivery. */
    Delivery tellOne(Webhook webhook, EventKind kind);

    Optional<Delivery> findDelivery(String id);

    void save(Delivery delivery);

    /** Newest first, before one of them. */
    List<Delivery> log(String webhookId, Optional<String> beforeId, int limit);

    /**
     * Owes those pending deliveries to the queue whose time has come, and looks at each again only later.
     *
     * @return how many
     */
    int oweDue(Instant now, Instant lookAgainAt, int limit);

    /** @return how many events went, with their deliveries */
    int purge(Instant olderThan);
}
