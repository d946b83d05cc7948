package org.meterport.hub.webhook.adapter;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.meterport.hub.api.ApiProblem;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.api.adapter.FirstAnswers;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.webhook.EventKind;
import org.meterport.hub.webhook.ManageWebhooks;
import org.meterport.hub.webhook.Signing;
import org.meterport.hub.webhook.Webhook;
import org.meterport.hub.webhook.Webhook.Delivery;
import org.meterport.hub.webhook.Webhooks;

/** The API's calls for webhooks. The secret is part of an address as its Third Party sees it, and stands nowhere. */
public final class WebhookApi {

    private final ManageWebhooks manage;
    private final Webhooks webhooks;
    private final Signing signing;
    private final FirstAnswers firstAnswers;
    private final Transactions transactions;

    public WebhookApi(
            ManageWebhooks manage,
            Webhooks webhooks,
            Signing signing,
            FirstAnswers firstAnswers,
            Transactions transactions) {
        this.manage = manage;
        this.webhooks = webhooks;
        this.signing = signing;
        this.firstAnswers = firstAnswers;
        this.transactions = transactions;
    }

    /** Operation {@code create-webhook}. */
    public ApiReply create(ApiRequest request) {
        Set<EventKind> events = EnumSet.noneOf(EventKind.class);
        request.body()
                .path("events")
                .forEach(name -> EventKind.ofWire(name.asText()).ifPresent(events::add));
        return firstAnswers.once(
                request,
                () -> ApiReply.ok(view(manage.register(
                        request.thirdParty(), request.body().path("url").asText(), events))));
    }

    /** Operation {@code list-webhooks}. */
    public ApiReply list(ApiRequest request) {
        return transactions.asPartner(
                request.thirdParty(),
                () -> ApiReply.ok(Map.of(
                        "items",
                        webhooks.active().stream().map(WebhookApi::view).toList())));
    }

    /** Operation {@code get-webhook-secret}. */
    public ApiReply secret(ApiRequest request) {
        return transactions.asPartner(
                request.thirdParty(),
                () -> ApiReply.ok(Map.of("secret", signing.secret(own(request).id()))));
    }

    /** Operation {@code remove-webhook}. */
    public ApiReply remove(ApiRequest request) {
        return firstAnswers.once(request, () -> ApiReply.ok(view(manage.remove(own(request)))));
    }

    /** Operation {@code ping-webhook}. */
    public ApiReply ping(ApiRequest request) {
        return firstAnswers.once(request, () -> {
            Webhook webhook = own(request);
            return ApiReply.accepted(
                    "/api/v1/webhooks/" + webhook.id() + "/deliveries", delivery(manage.ping(webhook)));
        });
    }

    /** Operation {@code list-webhook-deliveries}: newest first. */
    public ApiReply deliveries(ApiRequest request) {
        int limit = Integer.parseInt(request.parameters().getOrDefault("limit", "100"));
        Optional<String> before = Optional.ofNullable(request.parameters().get("cursor"));
        return transactions.asPartner(request.thirdParty(), () -> {
            List<Delivery> page = webhooks.log(own(request).id(), before, limit + 1);
            List<Delivery> shown = page.subList(0, Math.min(limit, page.size()));
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("items", shown.stream().map(WebhookApi::delivery).toList());
            if (page.size() > limit) {
                body.put("nextCursor", shown.get(shown.size() - 1).id());
            }
            return ApiReply.ok(body);
        });
    }

    private Webhook own(ApiRequest request) {
        String id = request.parameter("webhookId");
        return webhooks.find(id)
                .orElseThrow(() -> new Rejection(ApiProblem.NOT_FOUND, "There is no webhook " + id + " of yours."));
    }

    private static Map<String, Object> view(Webhook webhook) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", webhook.id());
        body.put("url", webhook.url().toString());
        body.put(
                "events",
                webhook.events().stream().map(EventKind::wire).sorted().toList());
        body.put("active", webhook.active());
        webhook.waitsUntil().ifPresent(at -> body.put("waitsUntil", at.toString()));
        body.put("createdAt", webhook.createdAt().toString());
        return body;
    }

    private static Map<String, Object> delivery(Delivery delivery) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", delivery.id());
        body.put("eventId", delivery.eventId());
        body.put("type", delivery.kind());
        body.put("state", delivery.state().name());
        body.put("attempts", delivery.attempts());
        delivery.httpStatus().ifPresent(status -> body.put("httpStatus", status));
        delivery.problem().ifPresent(problem -> body.put("problem", problem));
        body.put("createdAt", delivery.createdAt().toString());
        body.put("updatedAt", delivery.updatedAt().toString());
        if (delivery.state() == Webhook.State.PENDING) {
            body.put("nextAttemptAt", delivery.nextAt().toString());
        }
        return body;
    }
}
