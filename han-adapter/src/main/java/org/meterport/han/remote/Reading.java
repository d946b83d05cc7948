package org.meterport.han.remote;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.meterport.han.headend.Answer;
import org.meterport.han.headend.Batch;
import org.meterport.han.headend.Capabilities;
import org.meterport.han.headend.DeviceState;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.HanDevice;
import org.meterport.han.headend.HeadEndEvent;
import org.meterport.han.headend.Level;
import org.meterport.han.headend.MeterReading;
import org.meterport.han.headend.Operation;
import org.meterport.han.headend.Ping;
import org.meterport.han.headend.Priority;
import org.meterport.han.headend.ProvisionOrder;
import org.meterport.han.headend.Refusal;
import org.meterport.han.headend.RemovalOrder;
import org.meterport.han.headend.RemovalReason;
import org.meterport.han.headend.Reply;
import org.meterport.han.headend.Standing;
import org.meterport.han.headend.Target;
import org.meterport.han.headend.Token;
import org.meterport.han.sep.Cluster;
import org.meterport.han.sep.Decoded;
import org.meterport.han.sep.DeviceMessage;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.InstallCode;
import org.meterport.han.sep.Octets;
import org.meterport.han.sep.SepCodec;

/** Bytes into values; nonsense ends in an {@link IllegalArgumentException} or an {@link UncheckedIOException}, upon which the connection is dropped. */
final class Reading {
    private final ByteArrayInputStream bytes;
    private final DataInputStream in;

    Reading(Octets contents) {
        bytes = new ByteArrayInputStream(contents.toArray());
        in = new DataInputStream(bytes);
    }

    /** A read. */
    private interface Step<T> {
        T run() throws IOException;
    }

    private static <T> T guarded(Step<T> step) {
        try {
            return step.run();
        } catch (IOException e) {
            throw new UncheckedIOException("the contents of a frame are too short", e);
        }
    }

    String text() {
        return guarded(in::readUTF);
    }

    long number() {
        return guarded(in::readLong);
    }

    int integer() {
        return Math.toIntExact(number());
    }

    boolean flag() {
        return guarded(in::readBoolean);
    }

    Instant moment() {
        return Instant.ofEpochSecond(number(), number());
    }

    Duration duration() {
        return Duration.ofNanos(number());
    }

    <T> Optional<T> optional(Function<String, T> read) {
        var text = text();
        return text.isEmpty() ? Optional.empty() : Optional.of(read.apply(text));
    }

    OptionalInt optionalInt() {
        var text = text();
        return text.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
    }

    /** A list cannot have more elements than there are bytes left. */
    <T> List<T> list(Function<Reading, T> each) {
        var size = number();
        if (size < 0 || size > bytes.available()) {
            throw new IllegalArgumentException("a list of " + size + " elements does not fit its frame");
        }
        var values = new ArrayList<T>((int) size);
        for (var i = 0; i < size; i++) {
            values.add(each.apply(this));
        }
        return values;
    }

    Batch batch() {
        var id = text();
        var operation = Operation.valueOf(text());
        var zcl = Octets.ofHex(text());
        return new Batch(
                id,
                message(operation, zcl),
                zcl,
                list(Reading::target),
                moment(),
                moment(),
                Priority.valueOf(text()),
                text());
    }

    private static DeviceMessage message(Operation operation, Octets zcl) {
        var cluster = switch (operation) {
            case TEXT, CANCEL_TEXT -> Cluster.MESSAGING;
            case PRICE -> Cluster.PRICE;
            case LOAD_CONTROL, CANCEL_LOAD_CONTROL, CANCEL_ALL_LOAD_CONTROL -> Cluster.LOAD_CONTROL;
        };
        if (SepCodec.decode(cluster, zcl) instanceof Decoded.Message decoded
                && decoded.message() instanceof DeviceMessage message) {
            return message;
        }
        throw new IllegalArgumentException("the bytes of the batch are no message to a device");
    }

    Target target() {
        return new Target(esiid(), optional(Eui64::parse));
    }

    Esiid esiid() {
        return new Esiid(text());
    }

    Eui64 mac() {
        return Eui64.parse(text());
    }

    Token token() {
        return new Token(text());
    }

    Answer answer() {
        return flag() ? new Answer.Accepted(token()) : new Answer.Refused(Refusal.valueOf(text()), text());
    }

    <T> Reply<T> reply(Function<Reading, T> given) {
        return flag() ? new Reply.Given<>(given.apply(this)) : new Reply.Refused<>(Refusal.valueOf(text()), text());
    }

    Standing standing() {
        return new Standing(token(), optional(Level::valueOf), moment());
    }

    ProvisionOrder provision() {
        return new ProvisionOrder(text(), esiid(), mac(), InstallCode.parse(text()), duration());
    }

    RemovalOrder removal() {
        return new RemovalOrder(text(), esiid(), mac(), RemovalReason.valueOf(text()));
    }

    HanDevice device() {
        return new HanDevice(mac(), optionalInt(), DeviceState.valueOf(text()), moment());
    }

    Ping ping() {
        return new Ping(flag(), duration());
    }

    MeterReading reading() {
        return new MeterReading(number(), number(), number(), moment());
    }

    Capabilities capabilities() {
        return new Capabilities(
                integer(),
                Set.copyOf(list(reading -> Level.valueOf(reading.text()))),
                flag(),
                integer(),
                integer(),
                integer());
    }

    HeadEndEvent event() {
        return flag()
                ? new HeadEndEvent.OfMessage(
                        text(),
                        token(),
                        esiid(),
                        optional(Eui64::parse),
                        Level.valueOf(text()),
                        moment(),
                        optionalInt(),
                        text())
                : new HeadEndEvent.OfDevice(
                        text(),
                        optional(Token::new),
                        esiid(),
                        mac(),
                        DeviceState.valueOf(text()),
                        moment(),
                        optional(Refusal::valueOf),
                        optional(RemovalReason::valueOf),
                        text());
    }
}
