package org.meterport.han.sep;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;

/** Valid messages of every kind, with the edges of every field far more often than chance would have them. */
final class RandomMessages {
    static final int KINDS = 13;
    private static final String[] LETTERS = {"a", "Z", "7", " ", "é", "ß", "Ж", "漢", "🔌", "€", "-", "\u0000"};

    private final Random random;

    RandomMessages(long seed) {
        random = new Random(seed);
    }

    SepMessage next(int kind) {
        return switch (kind) {
            case 0 ->
                new DisplayMessage(u32(), new MessageControl(u8()), time(), u16(), text(113), maybe(random.nextInt(2)));
            case 1 -> new CancelMessage(u32(), new MessageControl(u8()));
            case 2 -> new GetLastMessage();
            case 3 -> confirmation();
            case 4 ->
                new PublishPrice(
                        u32(), text(11), u32(), time(), u8(), u16(), u8(), u8(), time(), u16(), u32(), extras());
            case 5 -> new GetCurrentPrice(u8());
            case 6 -> new GetScheduledPrices(time(), u8());
            case 7 -> new PriceAcknowledgement(u32(), u32(), time(), u8());
            case 8 ->
                new LoadControlEvent(
                        u32(),
                        u16(),
                        u8(),
                        time(),
                        u16(),
                        new Criticality(u8()),
                        new LoadControlEvent.Adjustment(
                                maybeU8(), maybeU8(), setPoint(), setPoint(), load(), maybeU8()),
                        u8());
            case 9 -> new CancelLoadControlEvent(u32(), u16(), u8(), u8(), time());
            case 10 -> new CancelAllLoadControlEvents(u8());
            case 11 ->
                new ReportEventStatus(
                        u32(),
                        new EventStatus(u8()),
                        time(),
                        new Criticality(u8()),
                        setPoint(),
                        setPoint(),
                        load(),
                        maybeU8(),
                        u8(),
                        u8(),
                        random.nextBoolean() ? Octets.NONE : bytes(ReportEventStatus.SIGNATURE_SIZE));
            default ->
                new GetScheduledEvents(
                        time(), u8(), random.nextBoolean() ? OptionalLong.of(u32()) : OptionalLong.empty());
        };
    }

    private MessageConfirmation confirmation() {
        return switch (random.nextInt(3)) {
            case 0 -> new MessageConfirmation(u32(), time());
            case 1 -> new MessageConfirmation(u32(), time(), OptionalInt.of(u8()), Optional.empty());
            default ->
                new MessageConfirmation(u32(), time(), OptionalInt.of(u8()), Optional.of(bytes(random.nextInt(22))));
        };
    }

    private PublishPrice.Extras extras() {
        var count = random.nextInt(PublishPrice.Extras.ALL + 1);
        var tierBits = 8 * Math.max(0, count - 8);
        return new PublishPrice.Extras(
                count,
                maybe(count >= 1 ? 1 : 0, 254),
                count >= 2 ? maybeU32() : OptionalLong.empty(),
                maybe(count >= 3 ? 1 : 0, 254),
                count >= 4 ? maybeU32() : OptionalLong.empty(),
                maybe(count >= 5 ? 1 : 0, 254),
                maybe(count >= 6 ? 1 : 0, 254),
                maybe(count >= 7 ? 1 : 0, 254),
                count >= 8 ? u8() : 0,
                random.nextLong() & ((1L << tierBits) - 1));
    }

    private String text(int most) {
        var wanted = random.nextInt(4) == 0 ? most : random.nextInt(most + 1);
        var text = new StringBuilder();
        while (true) {
            var letter = LETTERS[random.nextInt(LETTERS.length - 1)];
            if (DisplayMessage.utf8Length(text + letter) > wanted) {
                return text.toString();
            }
            text.append(letter);
        }
    }

    private int u8() {
        return edgeOr(0xFF, 0, 1, 0x7F, 0x80, 0xFE, 0xFF);
    }

    private int u16() {
        return edgeOr(0xFFFF, 0, 1, 0x7FFF, 0x8000, 0xFFFE, 0xFFFF);
    }

    private long u32() {
        return edgeOr(-1, 0, 1, Integer.MAX_VALUE, Integer.MIN_VALUE, -2, -1) & 0xFFFF_FFFFL;
    }

    private SepTime time() {
        return new SepTime(u32());
    }

    private OptionalInt maybeU8() {
        return maybe(1, 254);
    }

    private OptionalInt maybe(int present) {
        return present == 0 ? OptionalInt.empty() : OptionalInt.of(u8());
    }

    private OptionalInt maybe(int present, int most) {
        return present == 0 || random.nextInt(3) == 0 ? OptionalInt.empty() : OptionalInt.of(Math.min(most, u8()));
    }

    private OptionalLong maybeU32() {
        return random.nextInt(3) == 0 ? OptionalLong.empty() : OptionalLong.of(Math.min(0xFFFF_FFFEL, u32()));
    }

    private OptionalInt setPoint() {
        return random.nextInt(3) == 0 ? OptionalInt.empty() : OptionalInt.of(Math.max(-Short.MAX_VALUE, (short) u16()));
    }

    private OptionalInt load() {
        return random.nextInt(3) == 0 ? OptionalInt.empty() : OptionalInt.of(Math.max(-Byte.MAX_VALUE, (byte) u8()));
    }

    private Octets bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return Octets.of(bytes);
    }

    private int edgeOr(int mask, int... edges) {
        return random.nextInt(3) == 0 ? edges[random.nextInt(edges.length)] : random.nextInt() & mask;
    }
}
