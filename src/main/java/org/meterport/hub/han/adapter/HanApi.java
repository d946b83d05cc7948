package org.meterport.hub.han.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.meterport.hub.api.ApiProblem;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.api.adapter.FirstAnswers;
import org.meterport.hub.han.Address;
import org.meterport.hub.han.CancelMessages;
import org.meterport.hub.han.HanMessage;
import org.meterport.hub.han.HanMessage.CancelAll;
import org.meterport.hub.han.HanRequest;
import org.meterport.hub.han.HanRequests;
import org.meterport.hub.han.HanRequests.Told;
import org.meterport.hub.han.HanTarget;
import org.meterport.hub.han.HanTarget.Place;
import org.meterport.hub.han.RecordOutcome;
import org.meterport.hub.han.SendMessage;
import org.meterport.hub.han.TargetStatus;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Transactions;

/** The API's calls for device messages, and its view of them. */
public final class HanApi {

    private static final int DEFAULT_LIMIT = 100;

    private final SendMessage sendMessage;
    private final CancelMessages cancelMessages;
    private final HanRequests requests;
    private final FirstAnswers firstAnswers;
    private final Transactions transactions;
    private final long provider;
    private final boolean acknowledgedPrices;

    /**
     * @param provider SEP's provider id in prices
     * @param acknowledgedPrices whether the head-end carries prices of SE 1.1
     */
    public HanApi(
            SendMessage sendMessage,
            CancelMessages cancelMessages,
            HanRequests requests,
            FirstAnswers firstAnswers,
            Transactions transactions,
            long provider,
            boolean acknowledgedPrices) {
        this.sendMessage = sendMessage;
        this.cancelMessages = cancelMessages;
        this.requests = requests;
        this.firstAnswers = firstAnswers;
        this.transactions = transactions;
        this.provider = provider;
        this.acknowledgedPrices = acknowledgedPrices;
    }

    /** Operation {@code send-text-message}. */
    public ApiReply sendText(ApiRequest request) {
        return send(request, HanBodies.text(request.body()));
    }

    /** Operation {@code send-price}. */
    public ApiReply sendPrice(ApiRequest request) {
        return send(request, HanBodies.price(request.body(), provider, acknowledgedPrices));
    }

    /** Operation {@code send-load-control}. */
    public ApiReply sendLoadControl(ApiRequest request) {
        return send(request, HanBodies.loadControl(request.body()));
    }

    /** Operation {@code cancel-text-message}. */
    public ApiReply cancelText(ApiRequest request) {
        return accepted(
                request,
                () -> cancelMessages.cancelText(
                        request.thirdParty(), request.parameter("requestId"), HanBodies.addresses(request.body())));
    }

    /** Operation {@code cancel-load-control}. */
    public ApiReply cancelLoadControl(ApiRequest request) {
        return accepted(
                request,
                () -> cancelMessages.cancelLoadControl(
                        request.thirdParty(),
                        request.parameter("requestId"),
                        HanBodies.addresses(request.body()),
                        randomised(request)));
    }

    /** Operation {@code cancel-all-load-control}. */
    public ApiReply cancelAll(ApiRequest request) {
        return accepted(
                request,
                () -> cancelMessages.cancelAll(
                        request.thirdParty(), HanBodies.addresses(request.body()), randomised(request)));
    }

    private static boolean randomised(ApiRequest request) {
        return request.body().path("randomised").asBoolean(false);
    }

    private ApiReply send(ApiRequest request, HanMessage message) {
        JsonNode body = request.body();
        List<Address> addresses = HanBodies.addresses(body);
        Optional<Instant> start = HanBodies.start(body);
        Duration lasting = HanBodies.lasting(body);
        return accepted(request, () -> sendMessage.accept(request.thirdParty(), message, addresses, start, lasting));
    }

    private ApiReply accepted(ApiRequest request, Supplier<HanRequest> work) {
        return firstAnswers.once(request, () -> {
            HanRequest accepted = work.get();
            return ApiReply.accepted("/api/v1/han/requests/" + accepted.id(), summary(accepted));
        });
    }

    /** Operation {@code get-han-request}: the request and how many of its targets have which status. */
    public ApiReply get(ApiRequest request) {
        return transactions.asPartner(request.thirdParty(), () -> ApiReply.ok(summary(own(request))));
    }

    /** Operation {@code list-han-requests}: the newest first. */
    public ApiReply list(ApiRequest request) {
        int limit = number(request.parameters(), "limit", DEFAULT_LIMIT, 1, 500);
        Optional<String> before = Optional.ofNullable(request.parameters().get("cursor"));
        List<HanRequest> found = transactions.asPartner(request.thirdParty(), () -> requests.latest(before, limit + 1));
        List<HanRequest> shown = found.subList(0, Math.min(limit, found.size()));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("items", shown.stream().map(HanApi::line).toList());
        if (found.size() > limit) {
            body.put("nextCursor", shown.get(shown.size() - 1).id());
        }
        return ApiReply.ok(body);
    }

    private static Map<String, Object> line(HanRequest request) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("id", request.id());
        line.put("operation", request.operation().name());
        line.put("startsAt", request.startsAt().toString());
        line.put("expiresAt", request.expiresAt().toString());
        line.put("requestedAt", request.requestedAt().toString());
        line.put("targets", request.targets());
        return line;
    }

    /** Operation {@code list-han-targets}: targets by cursor, each with what was told of it. */
    public ApiReply targets(ApiRequest request) {
        Map<String, String> parameters = request.parameters();
        int limit = number(parameters, "limit", DEFAULT_LIMIT, 1, 500);
        int after = number(parameters, "cursor", -1, -1, Integer.MAX_VALUE);
        Optional<TargetStatus> status =
                Optional.ofNullable(parameters.get("status")).map(HanApi::status);
        return transactions.asPartner(request.thirdParty(), () -> {
            HanRequest own = own(request);
            List<HanTarget> page = requests.page(own.id(), after, limit + 1, status);
            List<HanTarget> shown = page.subList(0, Math.min(limit, page.size()));
            Map<Place, List<Told>> told = requests.histories(shown.stream()
                    .map(target -> new Place(own.id(), target.ordinal()))
                    .toList());
            Map<String, Object> body = new LinkedHashMap<>();
            body.put(
                    "items",
                    shown.stream()
                            .map(target ->
                                    item(target, told.getOrDefault(new Place(own.id(), target.ordinal()), List.of())))
                            .toList());
            if (page.size() > limit) {
                body.put(
                        "nextCursor", String.valueOf(shown.get(shown.size() - 1).ordinal()));
            }
            return ApiReply.ok(body);
        });
    }

    private HanRequest own(ApiRequest request) {
        String id = request.parameter("requestId");
        return requests.find(id)
                .orElseThrow(() -> new Rejection(ApiProblem.NOT_FOUND, "There is no request " + id + " of yours."));
    }

    private Map<String, Object> summary(HanRequest request) {
        Map<TargetStatus, Integer> counts = requests.counts(request.id());
        int waiting = counts.getOrDefault(TargetStatus.RECEIVED, 0) + counts.getOrDefault(TargetStatus.QUEUED, 0);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", request.id());
        body.put("operation", request.operation().name());
        if (request.message() instanceof CancelAll all) {
            body.put("scope", all.scope().name());
        } else {
            body.put("sepId", request.sepId());
        }
        body.put("startsAt", request.startsAt().toString());
        body.put("expiresAt", request.expiresAt().toString());
        body.put("requestedAt", request.requestedAt().toString());
        request.finishedAt().ifPresent(at -> body.put("finishedAt", at.toString()));
        body.put("targets", request.targets());
        body.put("dispatchedPercent", 100 - waiting * 100 / request.targets());
        body.put("counts", counts);
        Map<TargetStatus, Integer> deviceCounts = requests.deviceCounts(request.id());
        if (!deviceCounts.isEmpty()) {
            body.put("deviceCounts", deviceCounts);
        }
        return body;
    }

    private static Map<String, Object> item(HanTarget target, List<Told> told) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("index", target.ordinal());
        item.put("esiid", target.esiid());
        target.device().ifPresent(device -> item.put("device", device));
        item.put("status", target.status().name());
        target.code().ifPresent(code -> item.put("code", code));
        target.detail().ifPresent(detail -> item.put("detail", detail));
        target.cancels().ifPresent(place -> item.put("cancels", place.requestId()));
        item.put("updatedAt", target.updatedAt().toString());
        if (target.device().isEmpty()) {
            item.put(
                    "devices",
                    RecordOutcome.devices(told).entrySet().stream()
                            .map(HanApi::device)
                            .toList());
        }
        item.put("events", told.stream().map(HanApi::event).toList());
        return item;
    }

    private static Map<String, Object> device(Map.Entry<String, TargetStatus> one) {
        Map<String, Object> device = new LinkedHashMap<>();
        device.put("device", one.getKey());
        device.put("status", one.getValue().name());
        return device;
    }

    private static Map<String, Object> event(Told told) {
        Map<String, Object> event = new LinkedHashMap<>();
        if (!told.device().isEmpty()) {
            event.put("device", told.device());
        }
        event.put("level", told.level());
        told.rawStatus().ifPresent(raw -> event.put("rawStatus", raw));
        event.put("at", told.at().toString());
        return event;
    }

    private static TargetStatus status(String name) {
        try {
            return TargetStatus.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            throw new Rejection(ApiProblem.CONTRACT_BROKEN, "There is no status of that name; see the contract.");
        }
    }

    static int number(Map<String, String> parameters, String name, int otherwise, int least, int most) {
        String text = parameters.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException refusedBelow) {
            // said in one place
        }
        throw new Rejection(
                ApiProblem.CONTRACT_BROKEN, name + " is a number from " + Math.max(0, least) + " to " + most + ".");
    }
}
