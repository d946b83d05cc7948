package org.meterport.hub.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.meterport.hub.shared.Ids;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.webhook.Webhook.Delivery;

/** Registers and removes addresses, and tries one. Called in the Third Party's transaction. */
public final class ManageWebhooks {

    private final Webhooks webhooks;
    private final Ids ids;
    private final InstantSource clock;
    private final boolean loopback;

    /** @param loopback for sandboxes: addresses of this machine are allowed, also without TLS */
    public ManageWebhooks(Webhooks webhooks, Ids ids, InstantSource clock, boolean loopback) {
        this.webhooks = webhooks;
        this.ids = ids;
        this.clock = clock;
        this.loopback = loopback;
    }

    /**
     * Registers an address. Whether its host is a public one is looked up at each delivery, because that can change.
     *
     * @throws Rejection when it is no HTTPS address, or there are {@value Webhook#MOST} already
     */
    public Webhook register(ThirdPartyId thirdParty, String url, Set<EventKind> events) {
        if (webhooks.active().size() >= Webhook.MOST) {
            throw new Rejection(
                    WebhookProblem.TOO_MANY,
                    "There are " + Webhook.MOST + " addresses already; remove one that is no longer needed.");
        }
        var webhook = new Webhook(
                ids.next("whk_"), thirdParty, address(url), events, true, Optional.empty(), clock.instant());
        webhooks.add(webhook);
        return webhook;
    }

    /** Nothing more goes there. Asking again changes nothing. */
    public Webhook remove(Webhook webhook) {
        var removed = new Webhook(
                webhook.id(),
                webhook.thirdParty(),
                webhook.url(),
                webhook.events(),
                false,
                webhook.waitsUntil(),
                webhook.createdAt());
        webhooks.save(removed);
        return removed;
    }

    /** Sends an event that says nothing, so that a receiver can be tried. */
    public Delivery ping(Webhook webhook) {
        return webhooks.tellOne(webhook, EventKind.PING);
    }

    private URI address(String text) {
        try {
            var url = new URI(text);
            boolean web = "https".equals(url.getScheme()) || (loopback && "http".equals(url.getScheme()));
            if (web && url.getHost() != null && url.getUserInfo() == null && url.getFragment() == null) {
                return url;
            }
        } catch (URISyntaxException refusedBelow) {
            // said in one place
        }
        throw new Rejection(
                WebhookProblem.ADDRESS_NOT_ALLOWED,
                "Give a whole https:// address with a host, and without user, password or fragment.");
    }
}
