package org.meterport.hub.han.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterport.hub.api.ApiProblem;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.api.adapter.FirstAnswers;
import org.meterport.hub.han.HanProblem;
import org.meterport.hub.han.HanRequest;
import org.meterport.hub.han.HanRequest.Text;
import org.meterport.hub.han.HanRequests;
import org.meterport.hub.han.HanRequests.Told;
import org.meterport.hub.han.HanTarget;
import org.meterport.hub.han.SendText;
import org.meterport.hub.han.SendText.Address;
import org.meterport.hub.han.TargetStatus;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Transactions;

/** The API's view of device messages. */
public final class HanApi {

    private static final int DEFAULT_LIMIT = 100;

    private final SendText sendText;
    private final HanRequests requests;
    private final FirstAnswers firstAnswers;
    private final Transactions transactions;

    public HanApi(SendText sendText, HanRequests requests, FirstAnswers firstAnswers, Transactions transactions) {
        this.sendText = sendText;
        this.requests = requests;
        this.firstAnswers = firstAnswers;
        this.transactions = transactions;
    }

    /** Operation {@code send-text-message}. */
    public ApiReply sendText(ApiRequest request) {
        JsonNode body = request.body();
        List<Address> addresses = new ArrayList<>();
        body.path("addresses")
                .forEach(one -> addresses.add(new Address(
                        one.path("esiid").asText(),
                        one.hasNonNull("device")
                                ? Optional.of(one.path("device").asText())
                                : Optional.empty())));
        var text = new Text(
                body.path("text").asText(),
                body.path("importance").asText("LOW"),
                body.path("confirmationRequired").asBoolean(false));
        Optional<Instant> start = start(body.path("startsAt").asText("now"));
        Duration shownFor = Duration.ofMinutes(body.path("durationMinutes").asLong());
        return firstAnswers.once(request, () -> {
            HanRequest accepted = sendText.accept(request.thirdParty(), text, addresses, start, shownFor);
            return ApiReply.accepted("/api/v1/han/requests/" + accepted.id(), summary(accepted));
        });
    }

    /** Operation {@code get-han-request}: the request and how many of its targets have which status. */
    public ApiReply get(ApiRequest request) {
        return transactions.asPartner(request.thirdParty(), () -> ApiReply.ok(summary(own(request))));
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
            Map<String, Object> body = new LinkedHashMap<>();
            body.put(
                    "items",
                    shown.stream().map(target -> item(own.id(), target)).toList());
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
        body.put("sepId", request.sepId());
        body.put("startsAt", request.startsAt().toString());
        body.put("expiresAt", request.expiresAt().toString());
        body.put("requestedAt", request.requestedAt().toString());
        body.put("targets", request.targets());
        body.put("dispatchedPercent", 100 - waiting * 100 / request.targets());
        body.put("counts", counts);
        return body;
    }

    private Map<String, Object> item(String requestId, HanTarget target) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("index", target.ordinal());
        item.put("esiid", target.esiid());
        target.device().ifPresent(device -> item.put("device", device));
        item.put("status", target.status().name());
        target.code().ifPresent(code -> item.put("code", code));
        target.detail().ifPresent(detail -> item.put("detail", detail));
        item.put("updatedAt", target.updatedAt().toString());
        item.put(
                "events",
                requests.history(requestId, target.ordinal()).stream()
                        .map(HanApi::event)
                        .toList());
        return item;
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

    private static Optional<Instant> start(String text) {
        if (text.equals("now")) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException unreadable) {
            throw new Rejection(
                    HanProblem.TIME_NOT_POSSIBLE, "startsAt is \"now\" or a time like 2026-07-01T18:00:00Z.");
        }
    }

    private static TargetStatus status(String name) {
        try {
            return TargetStatus.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            throw new Rejection(ApiProblem.CONTRACT_BROKEN, "There is no status of that name; see the contract.");
        }
    }

    private static int number(Map<String, String> parameters, String name, int otherwise, int least, int most) {
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
