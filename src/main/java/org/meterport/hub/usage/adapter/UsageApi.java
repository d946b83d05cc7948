package org.meterport.hub.usage.adapter;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meterport.components.intervalfile.DayGrid;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.usage.ReadIntervals;
import org.meterport.hub.usage.UsageStore.Channels;
import org.meterport.hub.usage.UsageStore.Query;

/** The own API's view of intervals: any interval length, missing ones named, energy in watt-hours. */
public final class UsageApi {

    private static final int QUARTER_HOUR = 900;

    private final ReadIntervals readIntervals;

    public UsageApi(ReadIntervals readIntervals) {
        this.readIntervals = readIntervals;
    }

    /** Operation {@code read-intervals}. */
    public ApiReply intervals(ApiRequest request) {
        Map<String, String> parameters = request.parameters();
        String esiid = ReadIntervals.esiid(request.parameter("esiid"));
        int seconds = Integer.parseInt(parameters.getOrDefault("intervalSeconds", String.valueOf(QUARTER_HOUR)));
        var query = new Query(
                esiid,
                LocalDate.parse(request.parameter("from")),
                LocalDate.parse(request.parameter("to")),
                seconds,
                Channels.valueOf(parameters.getOrDefault("channel", "CONSUMPTION")),
                parameters.getOrDefault("revisions", "latest").equals("all"));
        var found = readIntervals.read(request.thirdParty(), query, request.requestId());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("esiid", esiid);
        body.put("timeZone", DayGrid.CENTRAL.getId());
        body.put("intervalSeconds", seconds);
        body.put(
                "otherIntervalSeconds",
                found.intervalLengths().stream()
                        .filter(length -> length != seconds)
                        .toList());
        body.put("items", found.days().stream().map(UsageApi::item).toList());
        return ApiReply.ok(body);
    }

    private static Map<String, Object> item(DayReadings day) {
        List<Integer> energy = new ArrayList<>(day.slots());
        for (int slot = 0; slot < day.slots(); slot++) {
            energy.add(day.isPresent(slot) ? Integer.valueOf(day.wattHours(slot)) : null);
        }
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("day", day.day().toString());
        item.put("channel", day.channel().name());
        item.put("startsAt", day.grid().start().toString());
        item.put("revisedAt", day.revisedAt().toString());
        item.put("totalEnergyWh", day.totalWattHours());
        item.put("estimated", day.estimated());
        item.put("missing", day.missing());
        item.put("energyWh", energy);
        item.put("quality", day.qualities());
        return item;
    }
}
