package org.meterport.han.utility;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.meterport.han.headend.Answer;
import org.meterport.han.headend.Batch;
import org.meterport.han.headend.DeviceState;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.HanDevice;
import org.meterport.han.headend.HeadEndEvent;
import org.meterport.han.headend.Level;
import org.meterport.han.headend.MeterReading;
import org.meterport.han.headend.Ping;
import org.meterport.han.headend.Priority;
import org.meterport.han.headend.ProvisionOrder;
import org.meterport.han.headend.Refusal;
import org.meterport.han.headend.RemovalOrder;
import org.meterport.han.headend.RemovalReason;
import org.meterport.han.headend.Standing;
import org.meterport.han.headend.Target;
import org.meterport.han.headend.Token;
import org.meterport.han.sep.Cluster;
import org.meterport.han.sep.Criticality;
import org.meterport.han.sep.Decoded;
import org.meterport.han.sep.DeviceMessage;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.InstallCode;
import org.meterport.han.sep.Octets;
import org.meterport.han.sep.SepCodec;
import org.meterport.han.sep.SepTime;

/** Values of the head-end's interface as elements and back. What is read from outside and makes no sense is an {@link IllegalArgumentException}. */
final class Nouns {
    static final String CONTROLS = "EndDeviceControls";
    static final String DEVICES = "PanDevices";
    static final String REACHABILITY = "PanReachability";
    static final String READINGS = "MeterReadings";
    static final String EVENTS = "EndDeviceEvents";

    private Nouns() {}

    static Element batch(Batch batch) {
        var parts = new ArrayList<Element>();
        parts.add(Element.of("BatchID", batch.id()));
        parts.add(Element.of("Operation", batch.operation()));
        parts.add(Element.of("Priority", batch.priority()));
        parts.add(Element.of("NotBefore", batch.notBefore()));
        parts.add(Element.of("ExpiresAt", batch.expiresAt()));
        if (!batch.clientReference().isEmpty()) {
            parts.add(Element.of("ClientReference", batch.clientReference()));
        }
        parts.add(Element.of("Zcl", batch.zcl()));
        parts.add(fields((Record) batch.message()));
        batch.targets().forEach(target -> parts.add(target(target)));
        return Element.of("Control", parts);
    }

    static Batch batch(Element in) {
        var zcl = Octets.ofHex(in.need("Zcl"));
        return new Batch(
                in.need("BatchID"),
                message(in.need("Operation"), zcl),
                zcl,
                in.all("Target").stream().map(Nouns::target).toList(),
                moment(in, "NotBefore"),
                moment(in, "ExpiresAt"),
                Priority.valueOf(in.need("Priority")),
                in.maybe("ClientReference").orElse(""));
    }

    private static DeviceMessage message(String operation, Octets zcl) {
        var cluster = operation.contains("TEXT")
                ? Cluster.MESSAGING
                : operation.equals("PRICE") ? Cluster.PRICE : Cluster.LOAD_CONTROL;
        if (SepCodec.decode(cluster, zcl) instanceof Decoded.Message decoded
                && decoded.message() instanceof DeviceMessage message) {
            return message;
        }
        throw new IllegalArgumentException("the bytes of the batch are no message to a device");
    }

    /** The fields of a message by their names, for systems that build frames themselves. What is not used is left out. */
    private static Element fields(Record value) {
        var fields = new ArrayList<Element>();
        for (var component : value.getClass().getRecordComponents()) {
            field(component, value).ifPresent(fields::add);
        }
        return Element.of(value.getClass().getSimpleName(), fields);
    }

    private static Optional<Element> field(RecordComponent component, Record of) {
        var name = component.getName().substring(0, 1).toUpperCase(Locale.ROOT)
                + component.getName().substring(1);
        Object value;
        try {
            value = component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("messages are public records", e);
        }
        if (value instanceof OptionalInt number) {
            return number.isPresent() ? Optional.of(Element.of(name, number.getAsInt())) : Optional.empty();
        }
        if (value instanceof OptionalLong number) {
            return number.isPresent() ? Optional.of(Element.of(name, number.getAsLong())) : Optional.empty();
        }
        if (value instanceof SepTime time) {
            return Optional.of(
                    Element.of(name, time.instant().map(Instant::toString).orElse("now")));
        }
        if (value instanceof Criticality level) {
            return Optional.of(Element.of(name, level.title()));
        }
        if (value instanceof Record nested) {
            return Optional.of(Element.of(name, fields(nested).children()));
        }
        return Optional.of(Element.of(name, value));
    }

    static Element target(Target target) {
        return Element.of("Target", home(target.esiid(), target.device()));
    }

    static Target target(Element in) {
        return new Target(esiid(in), device(in));
    }

    static List<Element> home(Esiid esiid, Optional<Eui64> device) {
        var parts = new ArrayList<Element>();
        parts.add(Element.of("EsiId", esiid));
        device.ifPresent(mac -> parts.add(Element.of("Device", mac)));
        return parts;
    }

    static Esiid esiid(Element in) {
        return new Esiid(in.need("EsiId"));
    }

    static Optional<Eui64> device(Element in) {
        return in.maybe("Device").map(Eui64::parse);
    }

    static Element accepted(int item, Token token) {
        return Element.of("Accepted", List.of(Element.of("Item", item), Element.of("Token", token)));
    }

    /** The answers of a reply, by ordinal; a missing one means the other side did not tell, and the call is repeated. */
    static List<Answer> answers(Message reply, int count) {
        var answers = new Answer[count];
        for (var accepted : reply.payload()) {
            answers[Integer.parseInt(accepted.need("Item"))] = new Answer.Accepted(new Token(accepted.need("Token")));
        }
        for (var error : reply.errors()) {
            answers[Integer.parseInt(error.item())] = new Answer.Refused(refusal(error.code()), error.reason());
        }
        for (var answer : answers) {
            if (answer == null) {
                throw new IllegalArgumentException("the reply does not answer every target");
            }
        }
        return List.of(answers);
    }

    /** A code of the utility's own is kept in the sentence. */
    static Refusal refusal(String code) {
        for (var refusal : Refusal.values()) {
            if (refusal.name().equals(code)) {
                return refusal;
            }
        }
        return Refusal.OTHER;
    }

    static Element provision(ProvisionOrder order) {
        var parts = new ArrayList<Element>();
        parts.add(Element.of("OrderID", order.id()));
        parts.addAll(home(order.esiid(), Optional.of(order.device())));
        parts.add(Element.of("InstallCode", order.installCode().digits()));
        parts.add(Element.of("JoinWindow", order.joinWindow()));
        return Element.of("Order", parts);
    }

    static ProvisionOrder provision(Element in) {
        return new ProvisionOrder(
                in.need("OrderID"),
                esiid(in),
                Eui64.parse(in.need("Device")),
                InstallCode.parse(in.need("InstallCode")),
                Duration.parse(in.need("JoinWindow")));
    }

    static Element removal(RemovalOrder order) {
        var parts = new ArrayList<Element>();
        parts.add(Element.of("OrderID", order.id()));
        parts.addAll(home(order.esiid(), Optional.of(order.device())));
        parts.add(Element.of("Reason", order.reason()));
        return Element.of("Order", parts);
    }

    static RemovalOrder removal(Element in) {
        return new RemovalOrder(
                in.need("OrderID"),
                esiid(in),
                Eui64.parse(in.need("Device")),
                RemovalReason.valueOf(in.need("Reason")));
    }

    static Element standing(Standing standing) {
        var parts = new ArrayList<Element>();
        parts.add(Element.of("Token", standing.token()));
        standing.level().ifPresent(level -> parts.add(Element.of("Level", level)));
        parts.add(Element.of("At", standing.at()));
        return Element.of("Standing", parts);
    }

    static Standing standing(Element in) {
        return new Standing(new Token(in.need("Token")), in.maybe("Level").map(Level::valueOf), moment(in, "At"));
    }

    static Element hanDevice(HanDevice device) {
        var parts = new ArrayList<Element>();
        parts.add(Element.of("Device", device.device()));
        device.zigbeeDeviceId().ifPresent(id -> parts.add(Element.of("ZigbeeDeviceId", id)));
        parts.add(Element.of("State", device.state()));
        parts.add(Element.of("At", device.since()));
        return Element.of("PanDevice", parts);
    }

    static HanDevice hanDevice(Element in) {
        return new HanDevice(
                Eui64.parse(in.need("Device")),
                number(in, "ZigbeeDeviceId"),
                DeviceState.valueOf(in.need("State")),
                moment(in, "At"));
    }

    static Element ping(Ping ping) {
        return Element.of(
                "Reachability",
                List.of(Element.of("Reached", ping.reached()), Element.of("RoundTrip", ping.roundTrip())));
    }

    static Ping ping(Element in) {
        return new Ping(Boolean.parseBoolean(in.need("Reached")), Duration.parse(in.need("RoundTrip")));
    }

    static Element reading(MeterReading reading) {
        return Element.of(
                "MeterReading",
                List.of(
                        Element.of("DeliveredWh", reading.deliveredWh()),
                        Element.of("ReceivedWh", reading.receivedWh()),
                        Element.of("DemandW", reading.demandW()),
                        Element.of("At", reading.at())));
    }

    static MeterReading reading(Element in) {
        return new MeterReading(
                Long.parseLong(in.need("DeliveredWh")),
                Long.parseLong(in.need("ReceivedWh")),
                Long.parseLong(in.need("DemandW")),
                moment(in, "At"));
    }

    static Element event(HeadEndEvent event) {
        var parts = new ArrayList<Element>();
        parts.add(Element.of("EventID", event.id()));
        if (event instanceof HeadEndEvent.OfMessage told) {
            parts.add(Element.of("Token", told.token()));
            parts.addAll(home(told.esiid(), told.device()));
            parts.add(Element.of("Level", told.level()));
            parts.add(Element.of("At", told.at()));
            told.rawStatus().ifPresent(status -> parts.add(Element.of("RawStatus", status)));
        } else if (event instanceof HeadEndEvent.OfDevice told) {
            told.token().ifPresent(token -> parts.add(Element.of("Token", token)));
            parts.addAll(home(told.esiid(), Optional.of(told.device())));
            parts.add(Element.of("State", told.state()));
            parts.add(Element.of("At", told.at()));
            told.refusal().ifPresent(refusal -> parts.add(Element.of("Refusal", refusal)));
            told.removal().ifPresent(removal -> parts.add(Element.of("Removal", removal)));
        }
        if (!event.detail().isEmpty()) {
            parts.add(Element.of("Detail", event.detail()));
        }
        return Element.of(event instanceof HeadEndEvent.OfMessage ? "MessageEvent" : "DeviceEvent", parts);
    }

    static HeadEndEvent event(Element in) {
        var detail = in.maybe("Detail").orElse("");
        if (in.name().equals("MessageEvent")) {
            return new HeadEndEvent.OfMessage(
                    in.need("EventID"),
                    new Token(in.need("Token")),
                    esiid(in),
                    device(in),
                    Level.valueOf(in.need("Level")),
                    moment(in, "At"),
                    number(in, "RawStatus"),
                    detail);
        }
        return new HeadEndEvent.OfDevice(
                in.need("EventID"),
                in.maybe("Token").map(Token::new),
                esiid(in),
                Eui64.parse(in.need("Device")),
                DeviceState.valueOf(in.need("State")),
                moment(in, "At"),
                in.maybe("Refusal").map(Nouns::refusal),
                in.maybe("Removal").map(RemovalReason::valueOf),
                detail);
    }

    private static Instant moment(Element in, String name) {
        try {
            return Instant.parse(in.need(name));
        } catch (java.time.format.DateTimeParseException e) {
            throw new IllegalArgumentException("<" + name + "> is no time in UTC", e);
        }
    }

    private static OptionalInt number(Element in, String name) {
        return in.maybe(name)
                .map(text -> OptionalInt.of(Integer.parseInt(text)))
                .orElse(OptionalInt.empty());
    }
}
