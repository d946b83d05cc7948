package org.meterport.hub.usage.adapter;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.meterport.components.intervalfile.Channel;
import org.meterport.components.intervalfile.DayGrid;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.api.adapter.JsonBodies;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.usage.CompletenessStore;
import org.meterport.hub.usage.CompletenessStore.Filter;
import org.meterport.hub.usage.CompletenessStore.UsageException;
import org.meterport.hub.usage.DayCompleteness;
import org.meterport.hub.usage.ReadCompleteness;
import org.meterport.hub.usage.ReadIntervals;
import org.meterport.hub.usage.UsageProblem;

/** How complete the usage is: bean {@code completenessApi}. */
public final class CompletenessApi {

    private static final int MOST_DAYS = 800;
    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 500;

    private final ReadCompleteness readCompleteness;
    private final CompletenessStore store;
    private final Transactions transactions;
    private final JsonBodies bodies;

    CompletenessApi(
            ReadCompleteness readCompleteness, CompletenessStore store, Transactions transactions, JsonBodies bodies) {
        this.readCompleteness = readCompleteness;
        this.store = store;
        this.transactions = transactions;
        this.bodies = bodies;
    }

    /** Operation {@code read-completeness}. */
    public ApiReply read(ApiRequest request) {
        return days(
                request,
                (esiid, channel, from, to, body) -> readCompleteness.read(
                        request.thirdParty(),
                        esiid,
                        channel,
                        from,
                        to,
                        request.requestId(),
                        found -> bodies.of(body.apply(found))));
    }

    /** Operation {@code inspect-completeness}. */
    public ApiReply inspect(ApiRequest request) {
        return days(
                request,
                (esiid, channel, from, to, body) -> body.apply(readCompleteness.inspect(esiid, channel, from, to)));
    }

    /** Operation {@code list-usage-exceptions}. */
    public ApiReply exceptions(ApiRequest request) {
        Map<String, String> parameters = request.parameters();
        var filter = new Filter(
                Optional.ofNullable(parameters.get("tdspId")).map(ReadIntervals::bare),
                Optional.ofNullable(parameters.get("day")).map(day -> day(day, "day")));
        int limit = limit(parameters);
        Optional<UsageException> after =
                Optional.ofNullable(parameters.get("cursor")).map(CompletenessApi::place);
        List<UsageException> found = transactions.asOperator(() -> store.exceptions(filter, after, limit + 1));
        List<UsageException> shown = found.subList(0, Math.min(limit, found.size()));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("timeZone", DayGrid.CENTRAL.getId());
        body.put(
                "items",
                shown.stream()
                        .map(one -> {
                            Map<String, Object> item = new LinkedHashMap<>();
                            item.put("tdspId", one.tdspId());
                            item.put("esiid", one.day().esiid());
                            item.putAll(view(one.day()));
                            return item;
                        })
                        .toList());
        if (found.size() > limit) {
            UsageException last = shown.get(limit - 1);
            DayCompleteness day = last.day();
            body.put(
                    "nextCursor",
                    encoded(String.join(
                            "|",
                            last.tdspId(),
                            day.day().toString(),
                            day.esiid(),
                            day.channel().name(),
                            String.valueOf(day.intervalSeconds()))));
        }
        return ApiReply.ok(body);
    }

    private static ApiReply days(ApiRequest request, Days days) {
        Map<String, String> parameters = request.parameters();
        String esiid = ReadIntervals.esiid(request.parameter("esiid"));
        LocalDate from = day(parameters.getOrDefault("from", ""), "from");
        LocalDate to = day(parameters.getOrDefault("to", ""), "to");
        if (from.isAfter(to) || ChronoUnit.DAYS.between(from, to) > MOST_DAYS) {
            throw new Rejection(
                    UsageProblem.RANGE_INVALID,
                    "A call reaches forward, over at most " + MOST_DAYS + " days; ask in parts.");
        }
        Channel channel = channel(parameters.getOrDefault("channel", "CONSUMPTION"));
        int limit = limit(parameters);
        LocalDate begin = Optional.ofNullable(parameters.get("cursor"))
                .map(cursor -> day(decoded(cursor), "cursor"))
                .filter(day -> !day.isBefore(from) && !day.isAfter(to))
                .orElse(from);
        LocalDate end = begin.plusDays(limit - 1L).isBefore(to) ? begin.plusDays(limit - 1L) : to;
        return ApiReply.ok(days.of(esiid, channel, begin, end, found -> {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("esiid", esiid);
            body.put("timeZone", DayGrid.CENTRAL.getId());
            body.put("items", found.stream().map(CompletenessApi::view).toList());
            if (end.isBefore(to)) {
                body.put("nextCursor", encoded(end.plusDays(1).toString()));
            }
            return body;
        }));
    }

    private static Map<String, Object> view(DayCompleteness day) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("day", day.day().toString());
        view.put("channel", day.channel().name());
        view.put("intervalSeconds", day.intervalSeconds());
        view.put("expected", day.expected());
        view.put("present", day.present());
        view.put("estimated", day.estimated());
        view.put("missing", day.missing());
        day.receivedAt().ifPresent(at -> view.put("receivedAt", at.toString()));
        return view;
    }

    private static LocalDate day(String text, String name) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException unreadable) {
            throw new Rejection(UsageProblem.DATE_INVALID, name + " is a local day like 2026-03-09.");
        }
    }

    private static Channel channel(String name) {
        for (Channel channel : Channel.values()) {
            if (channel.name().equals(name)) {
                return channel;
            }
        }
        throw new Rejection(UsageProblem.VALUE_UNKNOWN, "channel is one of CONSUMPTION and SURPLUS_GENERATION.");
    }

    private static int limit(Map<String, String> parameters) {
        String text = parameters.getOrDefault("limit", String.valueOf(USUAL_PAGE));
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > LARGEST_PAGE) {
            throw new Rejection(UsageProblem.VALUE_UNKNOWN, "limit may be 1 to " + LARGEST_PAGE + ".");
        }
        return Integer.parseInt(text);
    }

    private static UsageException place(String cursor) {
        String[] parts = decoded(cursor).split("\\|", -1);
        if (parts.length != 5 || !parts[4].matches("[0-9]{1,4}")) {
            throw foreign();
        }
        return new UsageException(
                parts[0],
                new DayCompleteness(
                        parts[2],
                        day(parts[1], "cursor"),
                        channel(parts[3]),
                        Integer.parseInt(parts[4]),
                        0,
                        0,
                        0,
                        Optional.empty()));
    }

    private static String encoded(String place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.US_ASCII));
    }

    private static String decoded(String cursor) {
        try {
            String place = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            if (place.matches("[\\x21-\\x7e]{1,100}")) {
                return place;
            }
        } catch (IllegalArgumentException noBase64) {
            throw foreign();
        }
        throw foreign();
    }

    private static Rejection foreign() {
        return new Rejection(
                UsageProblem.VALUE_UNKNOWN,
                "cursor is not one of ours; take nextCursor of the page before as it stands.");
    }

    /** Who may see the days differs; how they are shown does not. */
    @FunctionalInterface
    private interface Days {
        Object of(
                String esiid,
                Channel channel,
                LocalDate from,
                LocalDate to,
                Function<List<DayCompleteness>, Map<String, Object>> body);
    }
}
