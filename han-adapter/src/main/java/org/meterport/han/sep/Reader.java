package org.meterport.han.sep;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Little-endian fields from bytes nobody has checked. */
final class Reader {
    private static final int INVALID_STRING = 0xFF;

    private final ByteBuffer in;

    Reader(byte[] bytes) {
        in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The bytes do not make sense; stays inside this package. */
    static final class Nonsense extends RuntimeException {
        Nonsense(String reason) {
            super(reason, null, false, false);
        }
    }

    int left() {
        return in.remaining();
    }

    boolean has(int bytes) {
        return left() >= bytes;
    }

    int u8() {
        need(Byte.BYTES);
        return Byte.toUnsignedInt(in.get());
    }

    int u16() {
        need(Short.BYTES);
        return Short.toUnsignedInt(in.getShort());
    }

    long u32() {
        need(Integer.BYTES);
        return Integer.toUnsignedLong(in.getInt());
    }

    /** Up to eight bytes; those above seven come out as they lie in a long. */
    long unsigned(int bytes) {
        need(bytes);
        var value = 0L;
        for (var i = 0; i < bytes; i++) {
            value |= Byte.toUnsignedLong(in.get()) << (i * Byte.SIZE);
        }
        return value;
    }

    long signed(int bytes) {
        var shift = Long.SIZE - bytes * Byte.SIZE;
        return unsigned(bytes) << shift >> shift;
    }

    OptionalInt u8Unless(int notUsed) {
        var value = u8();
        return value == notUsed ? OptionalInt.empty() : OptionalInt.of(value);
    }

    OptionalInt s8Unless(int notUsed) {
        var value = u8();
        return value == notUsed ? OptionalInt.empty() : OptionalInt.of((byte) value);
    }

    OptionalInt s16Unless(int notUsed) {
        var value = u16();
        return value == notUsed ? OptionalInt.empty() : OptionalInt.of((short) value);
    }

    OptionalLong u32UnlessAllOnes() {
        var value = u32();
        return value == Wire.U32_MAX ? OptionalLong.empty() : OptionalLong.of(value);
    }

    SepTime time() {
        return new SepTime(u32());
    }

    Octets raw(int length) {
        need(length);
        var bytes = new byte[length];
        in.get(bytes);
        return Octets.of(bytes);
    }

    /** A string with its length byte; empty when marked invalid. */
    Optional<Octets> string() {
        var length = u8();
        return length == INVALID_STRING ? Optional.empty() : Optional.of(raw(length));
    }

    /** UTF-8, with a question mark for what is not, so that the text never takes more bytes than it came in. */
    String text(String field) {
        var bytes = string().orElseThrow(() -> new Nonsense(field + " is marked invalid"));
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)
                    .replaceWith("?")
                    .decode(ByteBuffer.wrap(bytes.toArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("a replacing decoder does not complain", e);
        }
    }

    private void need(int bytes) {
        if (left() < bytes) {
            throw new Nonsense("the frame ends at byte " + in.limit() + ", but " + bytes + " more were due at byte "
                    + in.position());
        }
    }
}
