package org.meterport.components.greenbutton;

import java.util.HashMap;
import java.util.Map;
import org.meterport.components.intervalfile.Channel;
import org.meterport.components.intervalfile.FaultReason;
import org.meterport.components.intervalfile.IntervalFileException;

/** What the numbers of a meter reading mean, by the codes of an ESPI ReadingType. */
final class ReadingType {
    private static final int LARGEST_POWER = 9;

    private final FeedEntry entry;
    private final Map<String, Integer> codes = new HashMap<>();

    ReadingType(FeedEntry entry) {
        this.entry = entry;
    }

    FeedEntry entry() {
        return entry;
    }

    void code(String name, int value) {
        codes.put(name, value);
    }

    /** Refuses everything that is not electrical energy by the interval. */
    void check() throws IntervalFileException {
        require("uom", Espi.WATT_HOURS, FaultReason.UNIT_UNSUPPORTED, "watt-hours are 72");
        allow("commodity", Espi.ELECTRICITY, "electricity is 1");
        allow("kind", Espi.ENERGY, "energy is 12");
        allow("accumulationBehaviour", Espi.DELTA_DATA, "energy per interval is 4");
        int power = powerOfTen();
        if (power < -LARGEST_POWER || power > LARGEST_POWER) {
            throw unsupported(FaultReason.UNIT_UNSUPPORTED, "powerOfTenMultiplier", "it must lie within -9 and 9");
        }
    }

    Channel channel() throws IntervalFileException {
        int direction = codes.getOrDefault("flowDirection", 0);
        if (direction == Espi.FORWARD) {
            return Channel.CONSUMPTION;
        }
        if (direction == Espi.REVERSE) {
            return Channel.SURPLUS_GENERATION;
        }
        throw unsupported(FaultReason.CHANNEL_UNKNOWN, "flowDirection", "delivered energy is 1 and received energy 19");
    }

    /** Seconds; the first reading's own length where the type does not say. */
    int intervalSeconds(int firstDuration) {
        return codes.getOrDefault("intervalLength", firstDuration);
    }

    /** Readings that state no quality of their own are estimates. */
    boolean estimatesByDefault() {
        return Espi.ESTIMATES.contains(codes.getOrDefault("defaultQuality", 0));
    }

    /** The exact number of watt-hours; empty energy cannot occur, a fraction or a number out of range is a fault. */
    int wattHours(long value, long line) throws IntervalFileException {
        if (value < 0) {
            throw new IntervalFileException(
                    FaultReason.ENERGY_NEGATIVE,
                    line,
                    "The value " + value + " is negative; surplus has a flow direction of its own.");
        }
        long scaled = value;
        for (int power = powerOfTen(); power > 0 && scaled <= Integer.MAX_VALUE; power--) {
            scaled *= 10;
        }
        for (int power = powerOfTen(); power < 0; power++) {
            if (scaled % 10 != 0) {
                throw new IntervalFileException(
                        FaultReason.ENERGY_PRECISION,
                        line,
                        "The value " + value + " with multiplier " + powerOfTen() + " is finer than a watt-hour.");
            }
            scaled /= 10;
        }
        if (scaled > Integer.MAX_VALUE) {
            throw new IntervalFileException(
                    FaultReason.ENERGY_INVALID, line, "The value " + value + " is more than any meter counts.");
        }
        return (int) scaled;
    }

    private int powerOfTen() {
        return codes.getOrDefault("powerOfTenMultiplier", 0);
    }

    private void allow(String name, int wanted, String meaning) throws IntervalFileException {
        if (codes.getOrDefault(name, 0) != 0) {
            require(name, wanted, FaultReason.READING_TYPE_UNSUPPORTED, meaning);
        }
    }

    private void require(String name, int wanted, FaultReason reason, String meaning) throws IntervalFileException {
        if (!Integer.valueOf(wanted).equals(codes.get(name))) {
            throw unsupported(reason, name, meaning);
        }
    }

    private IntervalFileException unsupported(FaultReason reason, String name, String meaning) {
        Object code = codes.containsKey(name) ? codes.get(name) : "absent";
        return new IntervalFileException(
                reason, entry.line(), "The " + name + " of the reading type is " + code + "; " + meaning + ".");
    }
}
