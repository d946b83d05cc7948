package org.meterport.hub.report.adapter;

import static org.meterport.hub.usage.adapter.SampleUsage.HOME;
import static org.meterport.hub.usage.adapter.SampleUsage.REVISED;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import org.meterport.components.intervalfile.Channel;
import org.meterport.components.intervalfile.DayGrid;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.hub.report.adapter.GreenButtonOracle.Day;
import org.meterport.hub.report.adapter.GreenButtonOracle.Truth;
import org.meterport.hub.usage.adapter.SampleUsage;

/** Days of one home with everything that feeds stumble over, and what a feed of them should hold. */
public final class SampleFeedDays {

    static final LocalDate SPRING = LocalDate.parse("2025-03-09");
    static final LocalDate AUTUMN = LocalDate.parse("2025-11-02");
    static final LocalDate FIRST = SPRING.minusDays(1);
    static final LocalDate LAST = AUTUMN.plusDays(1);

    /** Both clock changes with the days around them, generation, a gap, estimates, and months without anything. */
    static final List<DayReadings> DAYS = List.of(
            day(Channel.CONSUMPTION, FIRST, slot -> 100 + slot, 'A'),
            day(Channel.CONSUMPTION, SPRING, slot -> 200 + slot, 'E'),
            day(Channel.CONSUMPTION, SPRING.plusDays(1), slot -> slot >= 40 && slot < 44 ? -1 : 300 + slot, 'A'),
            day(Channel.CONSUMPTION, AUTUMN.minusDays(1), slot -> 400 + slot, 'A'),
            day(Channel.CONSUMPTION, AUTUMN, slot -> 500 + slot, 'A'),
            day(Channel.CONSUMPTION, LAST, slot -> slot < 2 ? -1 : 600 + slot, 'A'),
            day(Channel.SURPLUS_GENERATION, SPRING, slot -> slot > 30 && slot < 60 ? 50 + slot : 0, 'A'),
            day(Channel.SURPLUS_GENERATION, AUTUMN, slot -> slot > 30 && slot < 60 ? 70 + slot : 0, 'A'));

    static final Truth TRUTH = truth(DAYS);

    private SampleFeedDays() {}

    public static Truth truth(List<DayReadings> days) {
        Map<Integer, Map<LocalDate, Day>> truth = new HashMap<>();
        for (DayReadings day : days) {
            long sum = 0;
            int missing = 0;
            for (int slot = 0; slot < day.slots(); slot++) {
                if (day.isPresent(slot)) {
                    sum += day.wattHours(slot);
                } else {
                    missing++;
                }
            }
            truth.computeIfAbsent(day.channel() == Channel.CONSUMPTION ? 1 : 19, flow -> new TreeMap<>())
                    .put(day.day(), new Day(sum, missing));
        }
        return new Truth(truth);
    }

    private static DayReadings day(Channel channel, LocalDate day, IntUnaryOperator wattHours, char quality) {
        return SampleUsage.day(HOME, channel, DayGrid.of(day, 900), REVISED, wattHours, quality);
    }
}
