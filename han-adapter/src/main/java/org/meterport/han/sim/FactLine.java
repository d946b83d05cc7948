package org.meterport.han.sim;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.meterport.han.headend.DeviceState;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.HeadEndEvent;
import org.meterport.han.headend.Level;
import org.meterport.han.headend.Operation;
import org.meterport.han.headend.Priority;
import org.meterport.han.headend.Refusal;
import org.meterport.han.headend.RemovalReason;
import org.meterport.han.headend.Target;
import org.meterport.han.headend.Token;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.Octets;

/** A fact as a line of text: a checksum, a letter for the kind, the fields, with tabs between them. Empty for what is absent. */
final class FactLine {
    private static final String TAB = "\t";

    private FactLine() {}

    static String write(Fact fact) {
        var line = String.join(TAB, fields(fact).stream().map(FactLine::escaped).toList());
        return checksum(line) + TAB + line;
    }

    /** Null for a line that a crash cut short. */
    static @Nullable Fact read(String text) {
        var tab = text.indexOf(TAB);
        if (tab < 0) {
            return null;
        }
        var line = text.substring(tab + 1);
        if (!checksum(line).equals(text.substring(0, tab))) {
            return null;
        }
        return read(new Fields(Arrays.asList(line.split(TAB, -1))));
    }

    private static List<String> fields(Fact fact) {
        var out = new ArrayList<String>();
        if (fact instanceof Fact.Begun f) {
            add(out, "B", f.name(), f.lastNumber());
        } else if (fact instanceof Fact.Accepted f) {
            add(out, "A", f.number(), f.batchId(), f.operation(), f.target().esiid());
            add(out, orEmpty(f.target().device()), f.zcl(), f.notBefore(), f.expiresAt(), f.priority());
        } else if (fact instanceof Fact.Moved f) {
            add(out, "M", f.number(), f.stage(), f.level(), f.at());
            f.devices().forEach(device -> add(out, device));
        } else if (fact instanceof Fact.LegClosed f) {
            add(out, "L", f.number(), f.device());
        } else if (fact instanceof Fact.Ordered f) {
            add(out, "O", f.number(), f.orderId(), f.esiid(), f.device(), f.codeDigest(), f.closes());
            add(out, orEmpty(f.removal()));
        } else if (fact instanceof Fact.Member f) {
            add(out, "D", f.esiid(), f.device(), f.state(), f.since(), f.order());
        } else if (fact instanceof Fact.Told f) {
            told(out, f);
        } else if (fact instanceof Fact.Heard f) {
            add(out, "H", f.number());
        } else if (fact instanceof Fact.Did f) {
            add(
                    out,
                    "X",
                    f.act().device(),
                    f.act().at(),
                    f.act().kind(),
                    f.act().id());
        } else if (fact instanceof Fact.Remembered f) {
            add(out, "R", f.device(), f.eventId(), f.stage(), f.optedOut(), f.starts(), f.ends(), f.zcl());
        }
        return out;
    }

    private static void told(List<String> out, Fact.Told told) {
        if (told.event() instanceof HeadEndEvent.OfMessage e) {
            add(out, "T", told.number(), e.id(), e.token(), e.esiid(), orEmpty(e.device()), e.level(), e.at());
            add(out, e.rawStatus().isPresent() ? e.rawStatus().getAsInt() : "", e.detail());
        } else if (told.event() instanceof HeadEndEvent.OfDevice e) {
            add(out, "U", told.number(), e.id(), orEmpty(e.token()), e.esiid(), e.device(), e.state(), e.at());
            add(out, orEmpty(e.refusal()), orEmpty(e.removal()), e.detail());
        }
    }

    private static Fact read(Fields in) {
        var kind = in.next();
        return switch (kind) {
            case "B" -> new Fact.Begun(in.next(), in.number());
            case "A" ->
                new Fact.Accepted(
                        in.number(),
                        in.next(),
                        Operation.valueOf(in.next()),
                        new Target(in.esiid(), in.device()),
                        in.octets(),
                        in.moment(),
                        in.moment(),
                        Priority.valueOf(in.next()));
            case "M" ->
                new Fact.Moved(
                        in.number(),
                        Work.Stage.valueOf(in.next()),
                        Level.valueOf(in.next()),
                        in.moment(),
                        in.devices());
            case "L" -> new Fact.LegClosed(in.number(), in.mac());
            case "O" ->
                new Fact.Ordered(
                        in.number(),
                        in.next(),
                        in.esiid(),
                        in.mac(),
                        in.next(),
                        in.moment(),
                        in.optional().map(RemovalReason::valueOf));
            case "D" -> new Fact.Member(in.esiid(), in.mac(), DeviceState.valueOf(in.next()), in.moment(), in.number());
            case "T" ->
                new Fact.Told(
                        in.number(),
                        new HeadEndEvent.OfMessage(
                                in.next(),
                                new Token(in.next()),
                                in.esiid(),
                                in.device(),
                                Level.valueOf(in.next()),
                                in.moment(),
                                in.optional()
                                        .map(s -> OptionalInt.of(Integer.parseInt(s)))
                                        .orElse(OptionalInt.empty()),
                                in.next()));
            case "U" ->
                new Fact.Told(
                        in.number(),
                        new HeadEndEvent.OfDevice(
                                in.next(),
                                in.optional().map(Token::new),
                                in.esiid(),
                                in.mac(),
                                DeviceState.valueOf(in.next()),
                                in.moment(),
                                in.optional().map(Refusal::valueOf),
                                in.optional().map(RemovalReason::valueOf),
                                in.next()));
            case "H" -> new Fact.Heard(in.number());
            case "X" -> new Fact.Did(new Act(in.mac(), in.moment(), Act.Kind.valueOf(in.next()), in.number()));
            case "R" ->
                new Fact.Remembered(
                        in.mac(),
                        in.number(),
                        HeldEvent.Stage.valueOf(in.next()),
                        Boolean.parseBoolean(in.next()),
                        in.moment(),
                        in.moment(),
                        in.octets());
            default -> throw new IllegalArgumentException("a journal of a later version: unknown fact " + kind);
        };
    }

    /** Fields from left to right. */
    private static final class Fields {
        private final List<String> fields;
        private int at;

        Fields(List<String> fields) {
            this.fields = fields;
        }

        String next() {
            return unescaped(fields.get(at++));
        }

        Optional<String> optional() {
            return Optional.of(next()).filter(text -> !text.isEmpty());
        }

        long number() {
            return Long.parseLong(next());
        }

        Esiid esiid() {
            return new Esiid(next());
        }

        Eui64 mac() {
            return Eui64.parse(next());
        }

        Optional<Eui64> device() {
            return optional().map(Eui64::parse);
        }

        Octets octets() {
            return Octets.ofHex(next());
        }

        Instant moment() {
            return Instant.parse(next());
        }

        List<Eui64> devices() {
            var devices = new ArrayList<Eui64>();
            while (at < fields.size()) {
                devices.add(mac());
            }
            return devices;
        }
    }

    private static void add(List<String> out, Object... values) {
        for (var value : values) {
            out.add(value.toString());
        }
    }

    private static String orEmpty(Optional<?> value) {
        return value.map(Object::toString).orElse("");
    }

    private static String escaped(String field) {
        return field.indexOf('\\') < 0 && field.indexOf('\t') < 0 && field.indexOf('\n') < 0 && field.indexOf('\r') < 0
                ? field
                : field.replace("\\", "\\\\")
                        .replace("\t", "\\t")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r");
    }

    private static String unescaped(String field) {
        if (field.indexOf('\\') < 0) {
            return field;
        }
        var out = new StringBuilder();
        for (var i = 0; i < field.length(); i++) {
            var c = field.charAt(i);
            if (c == '\\') {
                i++;
                out.append(
                        switch (field.charAt(i)) {
                            case 't' -> '\t';
                            case 'n' -> '\n';
                            case 'r' -> '\r';
                            default -> '\\';
                        });
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static String checksum(String line) {
        var crc = new CRC32();
        crc.update(line.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }
}
