package org.meterport.hub.sandbox;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.meterport.components.intervalfile.Channel;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.Esiid;

/**
 * Sixty premises and thirteen months of their readings, made from a seed number.
 *
 * <p>Premises depend on the seed alone; a day's readings on seed, premise and day. The last day only says how far the
 * readings go. Safe for use by several threads.
 */
public final class Neighbourhood {
    /** Months of readings, the last day's included. */
    public static final int MONTHS = 13;

    private final LocalDate lastDay;
    private final List<Premise> premises;
    private final Map<Esiid, Meter> meters = new HashMap<>();

    private Neighbourhood(long seed, LocalDate lastDay) {
        this.lastDay = lastDay;
        Chance chance = new Chance(seed);
        Weather weather = new Weather(chance);
        this.premises = new Premises(chance, seed).all();
        premises.forEach(premise -> meters.put(premise.esiid(), new Meter(chance, weather, premise)));
    }

    /**
     * The neighbourhood of a seed.
     *
     * @param lastDay of readings, usually the day before today in Central time
     */
    public static Neighbourhood of(long seed, LocalDate lastDay) {
        return new Neighbourhood(seed, lastDay);
    }

    /** In order of their numbers. */
    public List<Premise> premises() {
        return premises;
    }

    public Optional<Premise> premise(Esiid esiid) {
        return premises.stream()
                .filter(premise -> premise.esiid().equals(esiid))
                .findFirst();
    }

    public LocalDate firstDay() {
        return lastDay.minusMonths(MONTHS).plusDays(1);
    }

    public LocalDate lastDay() {
        return lastDay;
    }

    /** Every day of one channel in order, each made when it is asked for; empty for a channel that the premise lacks. */
    public Stream<DayReadings> readings(Premise premise, Channel channel) {
        return readings(premise, channel, firstDay(), lastDay);
    }

    /**
     * Days of one channel in order.
     *
     * @param from may lie before {@link #firstDay()}
     * @param to the last one; may lie after {@link #lastDay()}
     */
    public Stream<DayReadings> readings(Premise premise, Channel channel, LocalDate from, LocalDate to) {
        Meter meter = meters.get(premise.esiid());
        if (meter == null) {
            throw new IllegalArgumentException("The premise belongs to another neighbourhood");
        }
        if (!premise.channels().contains(channel)) {
            return Stream.empty();
        }
        return from.datesUntil(to.plusDays(1)).map(day -> meter.day(day, channel));
    }

    /** All readings, premise after premise and consumption before surplus generation, as a utility's file has them. */
    public Stream<DayReadings> readings() {
        return premises.stream()
                .flatMap(premise -> premise.channels().stream().flatMap(channel -> readings(premise, channel)));
    }
}
