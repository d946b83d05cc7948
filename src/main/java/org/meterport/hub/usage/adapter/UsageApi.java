package org.meterport.hub.usage.adapter;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.meterport.components.intervalfile.DayGrid;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.api.adapter.JsonBodies;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.usage.ReadIntervals;
import org.meterport.hub.usage.ReadIntervals.Found;
import org.meterport.hub.usage.UsageProblem;
import org.meterport.hub.usage.UsageStore.Channels;
import org.meterport.hub.usage.UsageStore.Query;

/** The own API's view of intervals: any interval length, missing ones named, energy in watt-hours. */
public final class UsageApi {

    private static final int QUARTER_HOUR = 900;
    private static final int MOST_DAYS = 400;

    private final ReadIntervals readIntervals;
    private final JsonBodies bodies;

    public UsageApi(ReadIntervals readIntervals, JsonBodies bodies) {
        this.readIntervals = readIntervals;
        this.bodies = bodies;
    }

    /** Operation {@code read-intervals}. */
    public ApiReply intervals(ApiRequest request) {
        Map<String, String> parameters = request.parameters();
        String esiid = ReadIntervals.esiid(request.parameter("esiid"));
        int seconds = seconds(parameters.getOrDefault("intervalSeconds", String.valueOf(QUARTER_HOUR)));
        LocalDate from = day(request, "from");
        LocalDate to = day(request, "to");
        if (ChronoUnit.DAYS.between(from, to) > MOST_DAYS) {
            throw new Rejection(
                    UsageProblem.RANGE_INVALID, "A call reaches over at most " + MOST_DAYS + " days; ask in parts.");
        }
        var query = new Query(
                esiid,
                from,
                to,
                seconds,
                channels(parameters.getOrDefault("channel", "CONSUMPTION")),
                allRevisions(parameters.getOrDefault("revisions", "latest")));
        return ApiReply.ok(readIntervals.read(
                request.thirdParty(), query, request.requestId(), found -> bodies.of(view(query, found))));
    }

    private static Map<String, Object> view(Query query, Found found) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("esiid", query.esiid());
        body.put("timeZone", DayGrid.CENTRAL.getId());
        body.put("intervalSeconds", query.intervalSeconds());
        body.put(
                "otherIntervalSeconds",
                found.intervalLengths().stream()
                        .filter(length -> length != query.intervalSeconds())
                        .toList());
        body.put("items", found.days().stream().map(IntervalView::of).toList());
        return body;
    }

    private static LocalDate day(ApiRequest request, String name) {
        String text = request.parameters().getOrDefault(name, "");
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException unreadable) {
            throw new Rejection(UsageProblem.DATE_INVALID, name + " is a local day like 2026-03-09.");
        }
    }

    private static int seconds(String text) {
        try {
            int seconds = Integer.parseInt(text);
            if (DayGrid.allowsInterval(seconds)) {
                return seconds;
            }
        } catch (NumberFormatException refusedBelow) {
            // said in one place
        }
        throw new Rejection(
                UsageProblem.VALUE_UNKNOWN,
                "intervalSeconds is a number of whole minutes that fill an hour, as 900 is.");
    }

    private static boolean allRevisions(String word) {
        if (!word.equals("all") && !word.equals("latest")) {
            throw new Rejection(UsageProblem.VALUE_UNKNOWN, "revisions is one of latest and all.");
        }
        return word.equals("all");
    }

    private static Channels channels(String name) {
        for (Channels channels : Channels.values()) {
            if (channels.name().equals(name)) {
                return channels;
            }
        }
        throw new Rejection(UsageProblem.VALUE_UNKNOWN, "channel is one of CONSUMPTION, SURPLUS_GENERATION and ALL.");
    }
}
