package org.meterport.hub.webhook;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.webhook.Webhook.Delivery;
import org.meterport.hub.webhook.Webhook.State;

/** Makes one attempt at one delivery, and notes what became of it. No transaction is open while the address is called. */
public final class DeliverWebhook {

    /** Queue of deliveries; the body is a delivery's id. */
    public static final String QUEUE = "webhook.delivery.v1";

    /** How long an address is tried. */
    static final Duration LONGEST = Duration.ofDays(3);

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration MOST = Duration.ofHours(1);
    private static final int DOUBLINGS = 10;
    private static final int OWED_AT_ONCE = 500;
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(5);
    private static final Duration KEPT = Duration.ofDays(30);

    private final Transactions transactions;
    private final Webhooks webhooks;
    private final Post post;
    private final Signing signing;
    private final InstantSource clock;
    private final RandomGenerator random;

    public DeliverWebhook(
            Transactions transactions,
            Webhooks webhooks,
            Post post,
            Signing signing,
            InstantSource clock,
            RandomGenerator random) {
        this.transactions = transactions;
        this.webhooks = webhooks;
        this.post = post;
        this.signing = signing;
        this.clock = clock;
        this.random = random;
    }

    /** Calls an address. */
    @FunctionalInterface
    public interface Post {

        /** Never throws for what the address does; a body that comes back is not read. */
        Outcome post(URI url, Map<String, String> headers, String body);
    }

    /**
     * What came of a call.
     *
     * @param status HTTP's; empty when there was no answer
     * @param problem why there was none, in a sentence without the address
     */
    public record Outcome(Optional<Integer> status, Optional<String> problem) {

        boolean isTaken() {
            return status.filter(code -> code >= 200 && code < 300).isPresent();
        }
    }

    /** Makes an attempt unless the delivery is done, or its address is to be left alone for a while. */
    public void deliver(String deliveryId) {
        Optional<Work> work = transactions.asOperator(() -> webhooks.findDelivery(deliveryId)
                .filter(delivery -> delivery.state() == State.PENDING)
                .map(delivery ->
                        new Work(delivery, webhooks.find(delivery.webhookId()).orElseThrow())));
        if (work.isEmpty()) {
            return;
        }
        Webhook webhook = work.get().webhook();
        Delivery delivery = work.get().delivery();
        Instant now = clock.instant();
        if (!webhook.active()) {
            note(delivery.attempted(State.PARKED, Optional.empty(), Optional.of("The address was removed."), now, now));
            return;
        }
        Optional<Instant> waits = webhook.waitsUntil().filter(now::isBefore);
        if (waits.isPresent() && delivery.attempts() == 0 && !delivery.kind().equals(EventKind.PING.wire())) {
            note(delivery.held(waits.get()));
            return;
        }
        Outcome outcome = post.post(
                webhook.url(),
                signing.headers(webhook.id(), delivery.eventId(), now, delivery.body()),
                delivery.body());
        after(webhook, delivery, outcome);
    }

    private void after(Webhook webhook, Delivery delivery, Outcome outcome) {
        Instant now = clock.instant();
        if (outcome.isTaken()) {
            transactions.operatorDoes(() -> {
                webhooks.save(delivery.attempted(State.DELIVERED, outcome.status(), Optional.empty(), now, now));
                if (webhook.waitsUntil().isPresent()) {
                    webhooks.save(waiting(webhook, Optional.empty()));
                }
            });
            return;
        }
        Instant again = now.plus(pause(delivery.attempts(), random));
        boolean over = again.isAfter(delivery.createdAt().plus(LONGEST));
        Optional<String> problem =
                outcome.problem().or(() -> outcome.status().map(status -> "The address answered " + status + "."));
        transactions.operatorDoes(() -> {
            webhooks.save(
                    delivery.attempted(over ? State.PARKED : State.PENDING, outcome.status(), problem, now, again));
            webhooks.save(waiting(webhook, Optional.of(again)));
        });
    }

    private void note(Delivery delivery) {
        transactions.operatorDoes(() -> webhooks.save(delivery));
    }

    private static Webhook waiting(Webhook webhook, Optional<Instant> until) {
        return new Webhook(
                webhook.id(),
                webhook.thirdParty(),
                webhook.url(),
                webhook.events(),
                webhook.active(),
                until,
                webhook.createdAt());
    }

    /** Owes what is due again, and what the queue may have lost sight of; drops what is a month old. */
    public void retry() {
        Instant now = clock.instant();
        int owed;
        do {
            owed = transactions.asOperator(() -> webhooks.oweDue(now, now.plus(LOOK_AGAIN), OWED_AT_ONCE));
        } while (owed == OWED_AT_ONCE);
        transactions.asOperator(() -> webhooks.purge(now.minus(KEPT)));
    }

    /** Five seconds, doubled to an hour; up to half of it is cut by chance, so that not all come at once. */
    static Duration pause(int attempts, RandomGenerator random) {
        Duration full = FIRST.multipliedBy(1L << Math.min(attempts, DOUBLINGS));
        long most = Math.min(full.toMillis(), MOST.toMillis());
        return Duration.ofMillis(most - random.nextLong(most / 2 + 1));
    }

    private record Work(Delivery delivery, Webhook webhook) {}
}
