package org.meterport.hub.usage.adapter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meterport.components.intervalfile.DayReadings;

/** One day of intervals as the own API's JSON has it, in replies and in files: what is missing is null, never zero. */
public final class IntervalView {

    private IntervalView() {}

    /** The day without its ESIID. */
    public static Map<String, Object> of(DayReadings day) {
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
