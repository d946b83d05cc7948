package org.meterport.han.sep;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Price 0x00: what a unit of energy costs from a moment on. No command takes a price back: publish another with a greater {@link #issuerEventId}.
 *
 * @param providerId 0 to 2^32-1; with {@code issuerEventId} it names the price
 * @param rateLabel at most {@value #LABEL_LIMIT} UTF-8 bytes by the standard, 254 on the wire
 * @param currentTime the sender's clock, so that a display can tell how wrong its own is
 * @param unitOfMeasure 0x00 kWh in binary, 0x80 kWh in BCD
 * @param currency ISO 4217 numeric, 840 for the US dollar
 * @param trailingDigitAndTier high nibble: digits of {@code price} right of the decimal point; low nibble: price tier, 0 none
 * @param tiersAndRegister high nibble: tiers in use, 0 unspecified; low nibble: the summation register that counts this tier, 0 none
 * @param durationMinutes {@link DisplayMessage#UNTIL_CHANGED} until another price comes
 * @param price in units of 10^-(trailing digits) of the currency, per unit of measure
 * @param extras the fields that later revisions added
 */
public record PublishPrice(
        long providerId,
        String rateLabel,
        long issuerEventId,
        SepTime currentTime,
        int unitOfMeasure,
        int currency,
        int trailingDigitAndTier,
        int tiersAndRegister,
        SepTime start,
        int durationMinutes,
        long price,
        Extras extras)
        implements DeviceMessage {
    public static final int COMMAND = 0x00;
    public static final int LABEL_LIMIT = 11;
    public static final int US_DOLLAR = 840;

    public PublishPrice {
        Wire.u32("provider id", providerId);
        Wire.within(
                "UTF-8 bytes of the rate label",
                DisplayMessage.utf8Length(rateLabel),
                0,
                DisplayMessage.LONGEST_STRING);
        Wire.u32("issuer event id", issuerEventId);
        Wire.u8("unit of measure", unitOfMeasure);
        Wire.u16("currency", currency);
        Wire.u8("trailing digit and price tier", trailingDigitAndTier);
        Wire.u8("number of tiers and register tier", tiersAndRegister);
        Wire.u16("duration in minutes", durationMinutes);
        Wire.u32("price", price);
    }

    public int trailingDigits() {
        return trailingDigitAndTier >> 4;
    }

    public int tier() {
        return trailingDigitAndTier & 0x0F;
    }

    /** Two four-bit values in the byte the wire wants. */
    public static int nibbles(int high, int low) {
        return (int) ((Wire.within("high nibble", high, 0, 15) << 4) | Wire.within("low nibble", low, 0, 15));
    }

    @Override
    public int cluster() {
        return Cluster.PRICE;
    }

    @Override
    public int command() {
        return COMMAND;
    }

    /**
     * The trailing fields 12 to 24. Senders leave them out from the right only, so {@code count} says how many are on the wire; a field beyond it is
     * unset, and a field within it that is unset travels as the standard's "not used" value.
     *
     * @param count 0 to {@value #ALL}: 3 is the SE 1.0 form, 8 the SE 1.1 form, {@value #ALL} that of SE 1.2a
     * @param priceRatio in steps of 0.1, 0 to 254
     * @param generationPrice as {@code price}, for energy fed in, 0 to 2^32-2
     * @param generationPriceRatio in steps of 0.1, 0 to 254
     * @param alternateCostDelivered 0 to 2^32-2, in {@code alternateCostUnit}
     * @param alternateCostUnit 0 to 254; 0x01 is kg of CO2
     * @param alternateCostTrailingDigit high nibble, 0 to 254
     * @param blockThresholds 0 to 254
     * @param priceControl bit 0: a Price Acknowledgement is wanted
     * @param tierBlocks five bytes of SE 1.2a about generation and extended tiers, least significant first; zero otherwise
     */
    public record Extras(
            int count,
            OptionalInt priceRatio,
            OptionalLong generationPrice,
            OptionalInt generationPriceRatio,
            OptionalLong alternateCostDelivered,
            OptionalInt alternateCostUnit,
            OptionalInt alternateCostTrailingDigit,
            OptionalInt blockThresholds,
            int priceControl,
            long tierBlocks) {
        public static final int ALL = 13;

        /** Through Generation Price Ratio, nothing used: what every SE 1.0 device reads. */
        public static final Extras SE_1_0 = unused(3, 0);

        public Extras {
            Wire.within("optional fields", count, 0, ALL);
            used("price ratio", priceRatio, count >= 1);
            used("generation price", generationPrice, count >= 2);
            used("generation price ratio", generationPriceRatio, count >= 3);
            used("alternate cost delivered", alternateCostDelivered, count >= 4);
            used("alternate cost unit", alternateCostUnit, count >= 5);
            used("alternate cost trailing digit", alternateCostTrailingDigit, count >= 6);
            used("number of block thresholds", blockThresholds, count >= 7);
            Wire.within("price control", priceControl, 0, count >= 8 ? Wire.U8_MAX : 0);
            var tierBits = 8 * Math.max(0, count - 8);
            Wire.within("tier and block fields", tierBlocks, 0, (1L << tierBits) - 1);
        }

        /** The SE 1.1 form, through Price Control. */
        public static Extras se11(boolean acknowledgementRequired) {
            return unused(8, acknowledgementRequired ? 1 : 0);
        }

        /** No optional value used, but {@code count} of the fields on the wire. */
        public static Extras unused(int count, int priceControl) {
            var no = OptionalInt.empty();
            return new Extras(count, no, OptionalLong.empty(), no, OptionalLong.empty(), no, no, no, priceControl, 0);
        }

        private static void used(String field, OptionalInt value, boolean onWire) {
            value.ifPresent(number -> Wire.within(field, number, 0, onWire ? Wire.U8_MAX - 1 : -1));
        }

        private static void used(String field, OptionalLong value, boolean onWire) {
            value.ifPresent(number -> Wire.within(field, number, 0, onWire ? Wire.U32_MAX - 1 : -1));
        }
    }
}
