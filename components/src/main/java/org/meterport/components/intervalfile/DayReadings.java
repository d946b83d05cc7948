package org.meterport.components.intervalfile;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * One revision of one premise's readings on one channel for one local day: a whole number of watt-hours or nothing for
 * every slot of the day's {@link DayGrid}. Immutable.
 */
public final class DayReadings {
    /** Stands in {@link #wattHours()} where a reading is missing. */
    public static final int NO_READING = -1;

    private static final byte ACTUAL = 'A';
    private static final byte ESTIMATED = 'E';
    private static final byte MISSING = '-';

    private final Esiid esiid;
    private final Channel channel;
    private final DayGrid grid;
    private final Instant revisedAt;
    private final int[] wattHours;
    private final byte[] qualities;

    private DayReadings(
            Esiid esiid, Channel channel, DayGrid grid, Instant revisedAt, int[] wattHours, byte[] qualities) {
        this.esiid = esiid;
        this.channel = channel;
        this.grid = grid;
        this.revisedAt = revisedAt;
        this.wattHours = wattHours;
        this.qualities = qualities;
        check();
    }

    /**
     * A day as a store or a meter has it.
     *
     * @param revisedAt when the utility issued this revision; later ones replace earlier ones
     * @param wattHours one per slot, {@link #NO_READING} where none is there
     * @param qualities one {@link Quality#code()} per slot
     * @throws IllegalArgumentException if a count differs from the grid's, or energy and quality of a slot disagree
     */
    public static DayReadings of(
            Esiid esiid, Channel channel, DayGrid grid, Instant revisedAt, int[] wattHours, String qualities) {
        byte[] codes = new byte[qualities.length()];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (byte) Quality.ofCode(qualities.charAt(i)).code();
        }
        return new DayReadings(esiid, channel, grid, revisedAt, wattHours.clone(), codes);
    }

    /** For readers of this library, which hand over their arrays and keep no hold of them. */
    static DayReadings owning(
            Esiid esiid, Channel channel, DayGrid grid, Instant revisedAt, int[] wattHours, byte[] qualities) {
        return new DayReadings(esiid, channel, grid, revisedAt, wattHours, qualities);
    }

    private void check() {
        if (wattHours.length != grid.slots() || qualities.length != grid.slots()) {
            throw new IllegalArgumentException(grid + " needs " + grid.slots() + " readings and qualities, not "
                    + wattHours.length + " and " + qualities.length);
        }
        for (int slot = 0; slot < wattHours.length; slot++) {
            boolean agree = qualities[slot] == MISSING ? wattHours[slot] == NO_READING : wattHours[slot] >= 0;
            if (!agree) {
                throw new IllegalArgumentException("Slot " + slot + " of " + grid + " has energy and quality at odds");
            }
        }
    }

    public Esiid esiid() {
        return esiid;
    }

    public Channel channel() {
        return channel;
    }

    public DayGrid grid() {
        return grid;
    }

    public LocalDate day() {
        return grid.day();
    }

    public int intervalSeconds() {
        return grid.intervalSeconds();
    }

    public Instant revisedAt() {
        return revisedAt;
    }

    public int slots() {
        return wattHours.length;
    }

    public boolean isPresent(int slot) {
        return qualities[slot] != MISSING;
    }

    /**
     * Energy of one slot.
     *
     * @throws IllegalStateException if the slot has no reading: a missing one must never pass for zero
     */
    public int wattHours(int slot) {
        if (qualities[slot] == MISSING) {
            throw new IllegalStateException("Slot " + slot + " of " + grid + " has no reading");
        }
        return wattHours[slot];
    }

    public Quality quality(int slot) {
        return Quality.ofCode((char) qualities[slot]);
    }

    /** A copy, {@link #NO_READING} where a reading is missing. */
    public int[] wattHours() {
        return wattHours.clone();
    }

    /** One {@link Quality#code()} per slot. */
    public String qualities() {
        return new String(qualities, StandardCharsets.US_ASCII);
    }

    /** Sum over the slots that have a reading. */
    public long totalWattHours() {
        long total = 0;
        for (int energy : wattHours) {
            total += energy == NO_READING ? 0 : energy;
        }
        return total;
    }

    /** Slots that have a reading, estimated ones included. */
    public int present() {
        return slots() - missing();
    }

    public int estimated() {
        return count(ESTIMATED);
    }

    public int missing() {
        return count(MISSING);
    }

    /** Every slot has a reading and each was measured. */
    public boolean isAllActual() {
        return count(ACTUAL) == slots();
    }

    private int count(byte code) {
        int found = 0;
        for (byte quality : qualities) {
            found += quality == code ? 1 : 0;
        }
        return found;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DayReadings that
                && esiid.equals(that.esiid)
                && channel == that.channel
                && grid.equals(that.grid)
                && revisedAt.equals(that.revisedAt)
                && Arrays.equals(wattHours, that.wattHours)
                && Arrays.equals(qualities, that.qualities);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * esiid.hashCode() + grid.hashCode()) + channel.hashCode();
    }

    /** Without energy and without the ESIID, so that it may stand in a log. */
    @Override
    public String toString() {
        return channel + " " + grid + ", " + present() + " present, " + estimated() + " estimated, revised "
                + revisedAt;
    }
}
