package org.meterport.components.intervalfile;

import java.time.Instant;
import java.util.Arrays;

/** A day whose readings are still arriving. */
final class OpenDay {
    private final Esiid esiid;
    private final Channel channel;
    private final DayGrid grid;
    private final Instant revisedAt;
    private final int[] wattHours;
    private final byte[] qualities;

    OpenDay(Esiid esiid, Channel channel, DayGrid grid, Instant revisedAt) {
        this.esiid = esiid;
        this.channel = channel;
        this.grid = grid;
        this.revisedAt = revisedAt;
        this.wattHours = new int[grid.slots()];
        this.qualities = new byte[grid.slots()];
        Arrays.fill(wattHours, DayReadings.NO_READING);
        Arrays.fill(qualities, (byte) Quality.MISSING.code());
    }

    DayGrid grid() {
        return grid;
    }

    Instant revisedAt() {
        return revisedAt;
    }

    void put(int slot, int energy, Quality quality) {
        wattHours[slot] = energy;
        qualities[slot] = (byte) quality.code();
    }

    /** Ends the arriving; this object must not be used again. */
    DayReadings closed() {
        return DayReadings.owning(esiid, channel, grid, revisedAt, wattHours, qualities);
    }
}
