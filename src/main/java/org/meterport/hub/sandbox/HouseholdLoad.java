package org.meterport.hub.sandbox;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.SplittableRandom;

/** What a premise draws in a quarter of an hour and what its roof yields, in watts. */
final class HouseholdLoad {
    private static final long SIZE = 201;
    private static final long ROOF = 202;

    /** How much of a home is in use at each hour, on days of work. */
    private static final double[] HOME_WORKDAY = {
        0.25, 0.2, 0.2, 0.2, 0.25, 0.5, 1.0, 1.2, 0.8, 0.5, 0.5, 0.5,
        0.6, 0.5, 0.5, 0.7, 1.0, 1.5, 2.0, 2.1, 1.9, 1.5, 0.9, 0.4
    };

    private static final double[] HOME_WEEKEND = {
        0.35, 0.25, 0.2, 0.2, 0.2, 0.3, 0.5, 0.8, 1.2, 1.4, 1.4, 1.4,
        1.5, 1.3, 1.2, 1.2, 1.3, 1.6, 1.9, 1.9, 1.7, 1.4, 1.0, 0.6
    };

    private static final double[] SHOP_OPEN = {
        0, 0, 0, 0, 0, 0.1, 0.3, 0.8, 1.2, 1.3, 1.3, 1.4, 1.4, 1.4, 1.3, 1.3, 1.3, 1.2, 0.8, 0.4, 0.1, 0, 0, 0
    };

    private static final double[] SHOP_CLOSED = new double[24];

    private static final double COMFORT_CELSIUS = 22;
    private static final double HEATING_BELOW_CELSIUS = 14;

    private final PremiseKind kind;
    private final double size;
    private final double peakSolarWatts;

    HouseholdLoad(Chance chance, PremiseKind kind, int number) {
        this.kind = kind;
        this.size = 0.75 + 0.5 * chance.fraction(SIZE, number);
        this.peakSolarWatts = kind.peakSolarWatts() * (0.7 + 0.5 * chance.fraction(ROOF, number));
    }

    /** How much is in use at each hour of this day. */
    double[] activity(LocalDate day) {
        DayOfWeek weekday = day.getDayOfWeek();
        if (kind == PremiseKind.SMALL_BUSINESS) {
            return weekday == DayOfWeek.SUNDAY ? SHOP_CLOSED : SHOP_OPEN;
        }
        boolean weekend = weekday == DayOfWeek.SATURDAY || weekday == DayOfWeek.SUNDAY;
        return weekend ? HOME_WEEKEND : HOME_WORKDAY;
    }

    /**
     * Draw of everything in the premise.
     *
     * @param activity of the hour, from {@link #activity}
     * @param celsius outside
     */
    double watts(double activity, double celsius, SplittableRandom random) {
        double climate = 0;
        if (celsius > COMFORT_CELSIUS) {
            climate = (celsius - COMFORT_CELSIUS) * kind.coolingWattsPerKelvin();
        } else if (celsius < HEATING_BELOW_CELSIUS) {
            climate = (HEATING_BELOW_CELSIUS - celsius) * kind.heatingWattsPerKelvin();
        }
        if (kind == PremiseKind.SMALL_BUSINESS) {
            climate *= 0.3 + 0.6 * activity;
        }
        // A compressor runs or does not; an oven, dryer or kettle comes on now and then.
        double cycling = 0.7 + 0.6 * random.nextDouble();
        double appliance = activity > 0.4 && random.nextInt(24) == 0 ? 600 + random.nextInt(1800) : 0;
        double use = kind.activeWatts() * activity * (0.8 + 0.4 * random.nextDouble());
        return size * (kind.standingWatts() + use + climate * cycling) + appliance;
    }

    /**
     * Yield of the roof.
     *
     * @param sunHeight sine of the height
     * @param clearness of the day
     */
    double solarWatts(double sunHeight, double clearness, SplittableRandom random) {
        if (peakSolarWatts == 0 || sunHeight <= 0) {
            return 0;
        }
        double passingCloud = clearness > 0.9 ? 1 : 0.6 + 0.4 * random.nextDouble();
        return peakSolarWatts * Math.min(1, sunHeight * 1.05) * clearness * passingCloud;
    }
}
