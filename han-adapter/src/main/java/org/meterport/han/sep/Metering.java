package org.meterport.han.sep;

import java.math.BigInteger;
import java.util.List;
import java.util.OptionalLong;

/** Attributes of Simple Metering (0x0702) and Time (0x000A) that a head-end reads, and what they amount to. */
public final class Metering {
    /** u48, energy delivered to the premise, before multiplier and divisor. */
    public static final int SUMMATION_DELIVERED = 0x0000;
    /** u48, energy the premise fed in. */
    public static final int SUMMATION_RECEIVED = 0x0001;
    /** u24. */
    public static final int MULTIPLIER = 0x0301;
    /** u24. */
    public static final int DIVISOR = 0x0302;
    /** s24, momentary demand, negative when feeding in. */
    public static final int DEMAND = 0x0400;
    /** UTCTime, in cluster 0x000A. */
    public static final int TIME = 0x0000;

    private static final int WATTS_PER_KILOWATT = 1000;

    private Metering() {}

    /**
     * A kWh register in Wh, or a kW demand in W, its fraction dropped.
     *
     * @param attribute one of the two summations or {@link #DEMAND}
     * @return empty without the attribute, with a divisor of zero, or beyond a long; without multiplier or divisor these count as 1
     */
    public static OptionalLong inWatts(List<GeneralCommand.Attribute> read, int attribute) {
        var raw = number(read, attribute);
        var divisor = number(read, DIVISOR).orElse(1);
        if (raw.isEmpty() || divisor == 0) {
            return OptionalLong.empty();
        }
        return scaled(raw.getAsLong(), number(read, MULTIPLIER).orElse(1), divisor);
    }

    /** The raw value of an attribute, empty when the device did not give it as a number. */
    public static OptionalLong number(List<GeneralCommand.Attribute> read, int attribute) {
        for (var one : read) {
            if (one.id() == attribute && one.value().orElse(null) instanceof AttributeValue.Whole whole) {
                return OptionalLong.of(whole.value());
            }
        }
        return OptionalLong.empty();
    }

    /** 48 by 24 bits by a thousand do not fit a long. */
    private static OptionalLong scaled(long raw, long multiplier, long divisor) {
        var watts = BigInteger.valueOf(raw)
                .multiply(BigInteger.valueOf(multiplier * WATTS_PER_KILOWATT))
                .divide(BigInteger.valueOf(divisor));
        return watts.bitLength() < Long.SIZE ? OptionalLong.of(watts.longValue()) : OptionalLong.empty();
    }
}
