package org.meterport.hub.sandbox;

import java.time.Instant;
import java.time.LocalDate;

/** The weather over all of the neighbourhood, as Central Texas might have it. */
final class Weather {
    private static final long TEMPERATURE = 101;
    private static final long CLOUDS = 102;

    private static final int QUARTERS = 96;
    private static final double YEARLY_MEAN = 20.5;
    private static final double YEARLY_SWING = 9.5;
    private static final int HOTTEST_DAY_OF_YEAR = 210;
    private static final double DAILY_SWING = 6.0;
    private static final double HOTTEST_HOUR = 16.0;
    private static final double LATITUDE = Math.toRadians(31.0);
    private static final double LONGITUDE_HOURS = -97.0 / 15.0;
    private static final double TILT = Math.toRadians(23.44);
    private static final int SUMMER_SOLSTICE = 172;

    private static final double[] DAILY = table(HOTTEST_HOUR);
    private static final double[] SUN = table(12.0 - LONGITUDE_HOURS);

    private final Chance chance;

    Weather(Chance chance) {
        this.chance = chance;
    }

    /** Mean of a day in degrees Celsius; warm and cold spells last some days. */
    double meanTemperature(LocalDate day) {
        double season = Math.cos(2 * Math.PI * (day.getDayOfYear() - HOTTEST_DAY_OF_YEAR) / 365.25);
        double spell = 0;
        for (int back = 0; back < 4; back++) {
            spell += chance.fraction(TEMPERATURE, day.toEpochDay() - back) - 0.5;
        }
        // Winters swing more: fronts come down from the north.
        return YEARLY_MEAN + YEARLY_SWING * season + spell * (4.5 - 2.0 * season);
    }

    /** What the time of day adds to the mean; quarters of an hour by the wall clock. */
    static double swing(int quarterOfDay) {
        return DAILY_SWING * DAILY[quarterOfDay];
    }

    /** How much of the sun gets through, from 0.15 on a dark day to 1. */
    double clearness(LocalDate day) {
        double drawn = chance.fraction(CLOUDS, day.toEpochDay());
        return drawn > 0.45 ? 1.0 - 0.2 * (1.0 - drawn) : 0.15 + 1.6 * drawn;
    }

    /** The sun's path over the neighbourhood on one day. */
    static SunPath sunPath(LocalDate day) {
        double declination = TILT * Math.cos(2 * Math.PI * (day.getDayOfYear() - SUMMER_SOLSTICE) / 365.25);
        return new SunPath(Math.sin(LATITUDE) * Math.sin(declination), Math.cos(LATITUDE) * Math.cos(declination));
    }

    /**
     * Height over the horizon is the sum of what the season gives and what the hour gives.
     *
     * @param lift of the season
     * @param reach by which the hour moves it up and down
     */
    record SunPath(double lift, double reach) {
        /** Sine of the height, 0 at night, at a moment that begins a quarter of an hour. */
        double height(Instant moment) {
            int quarter = Math.floorMod((int) (moment.getEpochSecond() / 900), QUARTERS);
            return Math.max(0, lift + reach * SUN[quarter]);
        }
    }

    private static double[] table(double peakHour) {
        double[] cosines = new double[QUARTERS];
        for (int i = 0; i < QUARTERS; i++) {
            cosines[i] = Math.cos(2 * Math.PI * (i / 4.0 - peakHour) / 24);
        }
        return cosines;
    }
}
