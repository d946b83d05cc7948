package org.meterport.hub.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.SplittableRandom;
import org.meterport.components.intervalfile.Channel;
import org.meterport.components.intervalfile.DayGrid;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.Quality;

/** The meter of one premise: days of 15-minute readings, as the utility passes them on the day after. */
final class Meter {
    private static final long DAY = 301;
    private static final long ESTIMATES = 302;

    private static final int INTERVAL_SECONDS = 900;
    private static final double INTERVALS_PER_HOUR = 4;
    private static final LocalTime PASSED_ON_AT = LocalTime.of(14, 0);

    /** One day in so many has estimated intervals, as after an outage of the radio network. */
    private static final int ESTIMATED_DAY_IN = 45;

    /** The premise and day of the gap: the same for every seed, and one in any thirteen months. */
    private static final int GAP_PREMISE = 7;

    private static final int GAP_DAY_OF_MONTH = 14;
    private static final int GAP_EVERY_MONTHS = 13;
    private static final int GAP_MONTH = 5;
    private static final int GAP_FROM_SLOT = 40;
    private static final int GAP_TO_SLOT = 54;

    private final Chance chance;
    private final Weather weather;
    private final Premise premise;
    private final HouseholdLoad load;

    Meter(Chance chance, Weather weather, Premise premise) {
        this.chance = chance;
        this.weather = weather;
        this.premise = premise;
        this.load = new HouseholdLoad(chance, premise.kind(), premise.number());
    }

    DayReadings day(LocalDate day, Channel channel) {
        DayGrid grid = DayGrid.of(day, INTERVAL_SECONDS);
        int[] energy = energy(grid, channel);
        char[] qualities = qualities(grid);
        for (int slot = 0; slot < energy.length; slot++) {
            if (qualities[slot] == Quality.MISSING.code()) {
                energy[slot] = DayReadings.NO_READING;
            }
        }
        return DayReadings.of(premise.esiid(), channel, grid, passedOn(day), energy, String.valueOf(qualities));
    }

    private int[] energy(DayGrid grid, Channel channel) {
        LocalDate day = grid.day();
        // Both channels draw the same numbers, because one roof and one house stand behind them.
        SplittableRandom random = chance.forPurpose(DAY + premise.number() * 1000L, day.toEpochDay());
        double mean = weather.meanTemperature(day);
        double clearness = weather.clearness(day);
        Weather.SunPath sun = Weather.sunPath(day);
        double[] activity = load.activity(day);
        boolean ordinary = grid.clockChange().isZero();
        int[] energy = new int[grid.slots()];
        for (int slot = 0; slot < energy.length; slot++) {
            int quarter = ordinary ? slot : grid.localStart(slot).toSecondOfDay() / INTERVAL_SECONDS;
            double watts = load.watts(activity[quarter / 4], mean + Weather.swing(quarter), random);
            if (premise.kind().generates()) {
                watts -= load.solarWatts(sun.height(grid.slotStart(slot)), clearness, random);
            }
            double counted = channel == Channel.CONSUMPTION ? watts : -watts;
            energy[slot] = (int) Math.round(Math.max(0, counted) / INTERVALS_PER_HOUR);
        }
        return energy;
    }

    private char[] qualities(DayGrid grid) {
        char[] qualities =
                String.valueOf(Quality.ACTUAL.code()).repeat(grid.slots()).toCharArray();
        SplittableRandom random = chance.forPurpose(
                ESTIMATES + premise.number() * 1000L, grid.day().toEpochDay());
        if (random.nextInt(ESTIMATED_DAY_IN) == 0) {
            int from = random.nextInt(qualities.length - 16);
            int count = 2 + random.nextInt(14);
            for (int slot = from; slot < from + count; slot++) {
                qualities[slot] = Quality.ESTIMATED.code();
            }
        }
        if (hasGap(grid.day())) {
            for (int slot = GAP_FROM_SLOT; slot < GAP_TO_SLOT; slot++) {
                qualities[slot] = Quality.MISSING.code();
            }
        }
        return qualities;
    }

    private boolean hasGap(LocalDate day) {
        long month = day.getYear() * 12L + day.getMonthValue();
        return premise.number() == GAP_PREMISE
                && day.getDayOfMonth() == GAP_DAY_OF_MONTH
                && month % GAP_EVERY_MONTHS == GAP_MONTH;
    }

    private Instant passedOn(LocalDate day) {
        return day.plusDays(1)
                .atTime(PASSED_ON_AT)
                .atZone(DayGrid.CENTRAL)
                .toInstant()
                .plus(Duration.ofSeconds(premise.number() * 7L));
    }
}
