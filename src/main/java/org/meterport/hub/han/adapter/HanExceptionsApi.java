package org.meterport.hub.han.adapter;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterport.hub.api.ApiProblem;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.han.HanTarget.Place;
import org.meterport.hub.han.StatusRows;
import org.meterport.hub.han.StatusRows.Line;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Transactions;

/** What did not arrive, over all messages of a Third Party. */
public final class HanExceptionsApi {

    private static final Duration A_DAY = Duration.ofDays(1);

    private final Transactions transactions;
    private final StatusRows rows;
    private final InstantSource clock;

    public HanExceptionsApi(Transactions transactions, StatusRows rows, InstantSource clock) {
        this.transactions = transactions;
        this.rows = rows;
        this.clock = clock;
    }

    /** Operation {@code list-han-exceptions}. */
    public ApiReply list(ApiRequest request) {
        Map<String, String> parameters = request.parameters();
        int limit = HanApi.number(parameters, "limit", 100, 1, 500);
        Instant since = Optional.ofNullable(parameters.get("since"))
                .map(HanExceptionsApi::moment)
                .orElseGet(() -> clock.instant().minus(A_DAY));
        Optional<Place> after = Optional.ofNullable(parameters.get("cursor")).map(HanExceptionsApi::place);
        return transactions.asPartner(request.thirdParty(), () -> {
            List<Line> page = rows.exceptions(since, after, limit + 1);
            List<Line> shown = page.subList(0, Math.min(limit, page.size()));
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("items", shown.stream().map(HanExceptionsApi::item).toList());
            if (page.size() > limit) {
                Line last = shown.get(shown.size() - 1);
                body.put("nextCursor", last.request().id() + ":" + last.target().ordinal());
            }
            return ApiReply.ok(body);
        });
    }

    private static Map<String, Object> item(Line line) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("requestId", line.request().id());
        item.put("operation", line.request().operation().name());
        item.put("index", line.target().ordinal());
        item.put("esiid", line.target().esiid());
        line.target().device().ifPresent(device -> item.put("device", device));
        item.put("status", line.target().status().name());
        line.target().code().ifPresent(code -> item.put("code", code));
        line.target().detail().ifPresent(detail -> item.put("detail", detail));
        item.put("updatedAt", line.target().updatedAt().toString());
        return item;
    }

    private static Instant moment(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException none) {
            throw new Rejection(ApiProblem.CONTRACT_BROKEN, "since is a time as RFC 3339 writes it.");
        }
    }

    private static Place place(String cursor) {
        int colon = cursor.lastIndexOf(':');
        try {
            return new Place(cursor.substring(0, Math.max(0, colon)), Integer.parseInt(cursor.substring(colon + 1)));
        } catch (NumberFormatException none) {
            throw new Rejection(ApiProblem.CONTRACT_BROKEN, "cursor is nextCursor of the page before.");
        }
    }
}
