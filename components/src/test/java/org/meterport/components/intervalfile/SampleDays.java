package org.meterport.components.intervalfile;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Days for tests: made by a seeded generator, and read back from bytes. */
public final class SampleDays {
    public static final Esiid ONCOR = new Esiid("10443720001234567");
    public static final Esiid CENTERPOINT = new Esiid("1008901000123456789012");
    public static final LocalDate SPRING = LocalDate.of(2026, 3, 8);
    public static final LocalDate AUTUMN = LocalDate.of(2025, 11, 2);
    public static final Instant RECEIVED = Instant.parse("2026-11-20T12:00:00Z");

    private SampleDays() {}

    /** A day whose every slot is measured and holds its own number. */
    public static DayReadings numbered(LocalDate day, int seconds) {
        DayGrid grid = DayGrid.of(day, seconds);
        int[] energy = new int[grid.slots()];
        for (int slot = 0; slot < energy.length; slot++) {
            energy[slot] = slot + 1;
        }
        return DayReadings.of(ONCOR, Channel.CONSUMPTION, grid, revised(day), energy, "A".repeat(energy.length));
    }

    /** Two channels over a few days around a clock change, with gaps and estimates; revised on whole seconds. */
    public static List<DayReadings> random(RandomGenerator random) {
        LocalDate first = (random.nextBoolean() ? SPRING : AUTUMN).minusDays(random.nextInt(3));
        int seconds = new int[] {900, 900, 900, 1800, 3600}[random.nextInt(5)];
        List<DayReadings> days = new ArrayList<>();
        for (Esiid esiid : List.of(ONCOR, CENTERPOINT)) {
            for (int i = 0; i < 3; i++) {
                days.add(random(random, esiid, Channel.CONSUMPTION, first.plusDays(i), seconds));
            }
            if (random.nextBoolean()) {
                days.add(random(random, esiid, Channel.SURPLUS_GENERATION, first.plusDays(1), seconds));
            }
        }
        return days;
    }

    private static DayReadings random(
            RandomGenerator random, Esiid esiid, Channel channel, LocalDate day, int seconds) {
        DayGrid grid = DayGrid.of(day, seconds);
        int[] energy = new int[grid.slots()];
        StringBuilder qualities = new StringBuilder();
        int bound = random.nextInt(10) == 0 ? Integer.MAX_VALUE : 5_000;
        for (int slot = 0; slot < energy.length; slot++) {
            int kind = random.nextInt(20);
            qualities.append(kind == 0 ? '-' : kind < 3 ? 'E' : 'A');
            energy[slot] = kind == 0 ? DayReadings.NO_READING : random.nextInt(bound);
        }
        return DayReadings.of(
                esiid, channel, grid, revised(day).plusSeconds(random.nextInt(10_000)), energy, qualities.toString());
    }

    /** The following midday and after, away from any hour that comes twice. */
    private static Instant revised(LocalDate day) {
        return day.plusDays(1).atTime(13, 0).atZone(DayGrid.CENTRAL).toInstant();
    }

    public static List<DayReadings> read(IntervalFileReader reader, byte[] file)
            throws IOException, IntervalFileException {
        return read(reader, file, ReadContext.of("sample", RECEIVED));
    }

    public static List<DayReadings> read(IntervalFileReader reader, byte[] file, ReadContext context)
            throws IOException, IntervalFileException {
        List<DayReadings> days = new ArrayList<>();
        reader.read(new ByteArrayInputStream(file), context, days::add);
        return days;
    }
}
