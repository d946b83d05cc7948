package org.meterport.han.sep;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Field by field in the order of the standard, little endian. Every message fits: the longest string is 254 bytes. */
final class Encoder {
    static final int NOT_USED_U8 = 0xFF;
    static final int NOT_USED_S16 = 0x8000;
    static final int NOT_USED_S8 = 0x80;
    private static final int LONGEST_FRAME = 512;

    private final ByteBuffer out = ByteBuffer.allocate(LONGEST_FRAME).order(ByteOrder.LITTLE_ENDIAN);

    Encoder u8(long value) {
        out.put((byte) value);
        return this;
    }

    Encoder u16(long value) {
        out.putShort((short) value);
        return this;
    }

    Encoder u32(long value) {
        out.putInt((int) value);
        return this;
    }

    /** The low bytes of a number, up to eight. */
    Encoder whole(long value, int bytes) {
        for (var i = 0; i < bytes; i++) {
            u8(value >>> (Byte.SIZE * i));
        }
        return this;
    }

    Encoder u8(OptionalInt value, int notUsed) {
        return u8(value.orElse(notUsed));
    }

    Encoder u16(OptionalInt value, int notUsed) {
        return u16(value.orElse(notUsed));
    }

    Encoder u32(OptionalLong value) {
        return u32(value.orElse(Wire.U32_MAX));
    }

    Encoder time(SepTime time) {
        return u32(time.seconds());
    }

    Encoder string(String text) {
        return string(Octets.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    Encoder string(Octets bytes) {
        return u8(bytes.size()).raw(bytes);
    }

    Encoder raw(Octets bytes) {
        out.put(bytes.toArray());
        return this;
    }

    Octets done() {
        var bytes = new byte[out.position()];
        out.flip().get(bytes);
        return Octets.of(bytes);
    }

    Encoder payload(SepMessage message) {
        if (message instanceof DisplayMessage m) {
            u32(m.messageId())
                    .u8(m.control().bits())
                    .time(m.start())
                    .u16(m.durationMinutes())
                    .string(m.text());
            m.extendedControl().ifPresent(this::u8);
        } else if (message instanceof CancelMessage m) {
            u32(m.messageId()).u8(m.control().bits());
        } else if (message instanceof MessageConfirmation m) {
            u32(m.messageId()).time(m.confirmedAt());
            m.control().ifPresent(this::u8);
            m.response().ifPresent(this::string);
        } else if (message instanceof PublishPrice m) {
            price(m);
        } else if (message instanceof GetCurrentPrice m) {
            u8(m.options());
        } else if (message instanceof GetScheduledPrices m) {
            time(m.start()).u8(m.events());
        } else if (message instanceof PriceAcknowledgement m) {
            u32(m.providerId()).u32(m.issuerEventId()).time(m.acknowledgedAt()).u8(m.control());
        } else if (message instanceof LoadControlEvent m) {
            event(m);
        } else if (message instanceof CancelLoadControlEvent m) {
            u32(m.issuerEventId()).u16(m.deviceClasses()).u8(m.enrollmentGroup());
            u8(m.control()).time(m.effective());
        } else if (message instanceof CancelAllLoadControlEvents m) {
            u8(m.control());
        } else if (message instanceof ReportEventStatus m) {
            report(m);
        } else if (message instanceof GetScheduledEvents m) {
            time(m.start()).u8(m.events());
            m.issuerEventId().ifPresent(this::u32);
        }
        return this;
    }

    Encoder payload(KeyEstablishment step) {
        if (step instanceof KeyEstablishment.Initiate s) {
            u16(s.suite()).u8(s.ephemeralSeconds()).u8(s.confirmSeconds()).raw(s.certificate());
        } else if (step instanceof KeyEstablishment.EphemeralData s) {
            raw(s.point());
        } else if (step instanceof KeyEstablishment.ConfirmKey s) {
            raw(s.mac());
        } else if (step instanceof KeyEstablishment.Terminate s) {
            u8(s.status()).u8(s.waitSeconds()).u16(s.suite());
        }
        return this;
    }

    private void price(PublishPrice m) {
        u32(m.providerId()).string(m.rateLabel()).u32(m.issuerEventId()).time(m.currentTime());
        u8(m.unitOfMeasure()).u16(m.currency()).u8(m.trailingDigitAndTier()).u8(m.tiersAndRegister());
        time(m.start()).u16(m.durationMinutes()).u32(m.price());
        var extras = m.extras();
        var count = extras.count();
        for (var field = 1; field <= count; field++) {
            switch (field) {
                case 1 -> u8(extras.priceRatio(), NOT_USED_U8);
                case 2 -> u32(extras.generationPrice());
                case 3 -> u8(extras.generationPriceRatio(), NOT_USED_U8);
                case 4 -> u32(extras.alternateCostDelivered());
                case 5 -> u8(extras.alternateCostUnit(), NOT_USED_U8);
                case 6 -> u8(extras.alternateCostTrailingDigit(), NOT_USED_U8);
                case 7 -> u8(extras.blockThresholds(), NOT_USED_U8);
                case 8 -> u8(extras.priceControl());
                default -> u8(extras.tierBlocks() >> ((field - 9) * Byte.SIZE));
            }
        }
    }

    private void event(LoadControlEvent m) {
        u32(m.issuerEventId()).u16(m.deviceClasses()).u8(m.enrollmentGroup());
        time(m.start()).u16(m.durationMinutes()).u8(m.criticality().code());
        var asked = m.adjustment();
        u8(asked.coolingOffset(), NOT_USED_U8).u8(asked.heatingOffset(), NOT_USED_U8);
        u16(asked.coolingSetPoint(), NOT_USED_S16).u16(asked.heatingSetPoint(), NOT_USED_S16);
        u8(asked.averageLoadPercent(), NOT_USED_S8).u8(asked.dutyCyclePercent(), NOT_USED_U8);
        u8(m.control());
    }

    private void report(ReportEventStatus m) {
        u32(m.issuerEventId()).u8(m.status().code()).time(m.at());
        u8(m.criticalityApplied().code());
        u16(m.coolingSetPointApplied(), NOT_USED_S16).u16(m.heatingSetPointApplied(), NOT_USED_S16);
        u8(m.averageLoadPercentApplied(), NOT_USED_S8).u8(m.dutyCyclePercentApplied(), NOT_USED_U8);
        u8(m.control()).u8(m.signatureType()).raw(m.signature());
    }
}
