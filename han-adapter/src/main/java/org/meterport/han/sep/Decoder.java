package org.meterport.han.sep;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Payloads of Price, Load Control and Messaging, field by field in the order of the standard. Takes any cut the standard or a device is known to make. */
final class Decoder {
    private final Reader in;

    Decoder(Reader in) {
        this.in = in;
    }

    /** Null for a command that is not read here. */
    @Nullable
    SepMessage message(int cluster, Direction direction, int command) {
        var fromServer = direction == Direction.SERVER_TO_CLIENT;
        return switch (cluster) {
            case Cluster.MESSAGING -> fromServer ? messagingToDevice(command) : messagingFromDevice(command);
            case Cluster.PRICE -> fromServer ? priceToDevice(command) : priceFromDevice(command);
            case Cluster.LOAD_CONTROL -> fromServer ? loadControlToDevice(command) : loadControlFromDevice(command);
            default -> null;
        };
    }

    private @Nullable SepMessage messagingToDevice(int command) {
        return switch (command) {
            case DisplayMessage.COMMAND ->
                new DisplayMessage(
                        in.u32(),
                        new MessageControl(in.u8()),
                        in.time(),
                        in.u16(),
                        in.text("the message"),
                        in.has(1) ? OptionalInt.of(in.u8()) : OptionalInt.empty());
            case CancelMessage.COMMAND -> new CancelMessage(in.u32(), new MessageControl(in.u8()));
            default -> null;
        };
    }

    private @Nullable SepMessage messagingFromDevice(int command) {
        return switch (command) {
            case GetLastMessage.COMMAND -> new GetLastMessage();
            case MessageConfirmation.COMMAND -> confirmation();
            default -> null;
        };
    }

    /** The user's answer is too dear to lose it for a broken trailer of a later revision, which is left as surplus. */
    private MessageConfirmation confirmation() {
        var id = in.u32();
        var at = in.time();
        var control = in.has(1) ? OptionalInt.of(in.u8()) : OptionalInt.empty();
        var response = Optional.<Octets>empty();
        if (control.isPresent() && in.has(1)) {
            try {
                response = in.string();
            } catch (Reader.Nonsense truncated) {
                response = Optional.empty();
            }
        }
        return new MessageConfirmation(id, at, control, response);
    }

    private @Nullable SepMessage priceToDevice(int command) {
        if (command != PublishPrice.COMMAND) {
            return null;
        }
        return new PublishPrice(
                in.u32(),
                in.text("the rate label"),
                in.u32(),
                in.time(),
                in.u8(),
                in.u16(),
                in.u8(),
                in.u8(),
                in.time(),
                in.u16(),
                in.u32(),
                extras());
    }

    private PublishPrice.Extras extras() {
        var count = 0;
        var priceRatio = OptionalInt.empty();
        var generationPrice = OptionalLong.empty();
        var generationPriceRatio = OptionalInt.empty();
        var alternateCost = OptionalLong.empty();
        var alternateUnit = OptionalInt.empty();
        var alternateDigit = OptionalInt.empty();
        var thresholds = OptionalInt.empty();
        var control = 0;
        var tierBlocks = 0L;
        while (in.has(1) && count < PublishPrice.Extras.ALL) {
            count++;
            switch (count) {
                case 1 -> priceRatio = in.u8Unless(Encoder.NOT_USED_U8);
                case 2 -> generationPrice = in.u32UnlessAllOnes();
                case 3 -> generationPriceRatio = in.u8Unless(Encoder.NOT_USED_U8);
                case 4 -> alternateCost = in.u32UnlessAllOnes();
                case 5 -> alternateUnit = in.u8Unless(Encoder.NOT_USED_U8);
                case 6 -> alternateDigit = in.u8Unless(Encoder.NOT_USED_U8);
                case 7 -> thresholds = in.u8Unless(Encoder.NOT_USED_U8);
                case 8 -> control = in.u8();
                default -> tierBlocks |= (long) in.u8() << ((count - 9) * Byte.SIZE);
            }
        }
        return new PublishPrice.Extras(
                count,
                priceRatio,
                generationPrice,
                generationPriceRatio,
                alternateCost,
                alternateUnit,
                alternateDigit,
                thresholds,
                control,
                tierBlocks);
    }

    private @Nullable SepMessage priceFromDevice(int command) {
        return switch (command) {
            case GetCurrentPrice.COMMAND -> new GetCurrentPrice(in.u8());
            case GetScheduledPrices.COMMAND -> new GetScheduledPrices(in.time(), in.u8());
            case PriceAcknowledgement.COMMAND -> new PriceAcknowledgement(in.u32(), in.u32(), in.time(), in.u8());
            default -> null;
        };
    }

    private @Nullable SepMessage loadControlToDevice(int command) {
        return switch (command) {
            case LoadControlEvent.COMMAND ->
                new LoadControlEvent(
                        in.u32(),
                        in.u16(),
                        in.u8(),
                        in.time(),
                        in.u16(),
                        new Criticality(in.u8()),
                        new LoadControlEvent.Adjustment(
                                in.u8Unless(Encoder.NOT_USED_U8),
                                in.u8Unless(Encoder.NOT_USED_U8),
                                in.s16Unless(Encoder.NOT_USED_S16),
                                in.s16Unless(Encoder.NOT_USED_S16),
                                in.s8Unless(Encoder.NOT_USED_S8),
                                in.u8Unless(Encoder.NOT_USED_U8)),
                        in.u8());
            case CancelLoadControlEvent.COMMAND ->
                new CancelLoadControlEvent(in.u32(), in.u16(), in.u8(), in.u8(), in.time());
            case CancelAllLoadControlEvents.COMMAND -> new CancelAllLoadControlEvents(in.u8());
            default -> null;
        };
    }

    private @Nullable SepMessage loadControlFromDevice(int command) {
        return switch (command) {
            case ReportEventStatus.COMMAND ->
                new ReportEventStatus(
                        in.u32(),
                        new EventStatus(in.u8()),
                        in.time(),
                        new Criticality(in.u8()),
                        in.s16Unless(Encoder.NOT_USED_S16),
                        in.s16Unless(Encoder.NOT_USED_S16),
                        in.s8Unless(Encoder.NOT_USED_S8),
                        in.u8Unless(Encoder.NOT_USED_U8),
                        in.u8(),
                        in.u8(),
                        in.has(ReportEventStatus.SIGNATURE_SIZE)
                                ? in.raw(ReportEventStatus.SIGNATURE_SIZE)
                                : Octets.NONE);
            case GetScheduledEvents.COMMAND ->
                new GetScheduledEvents(
                        in.time(), in.u8(), in.has(Integer.BYTES) ? OptionalLong.of(in.u32()) : OptionalLong.empty());
            default -> null;
        };
    }
}
