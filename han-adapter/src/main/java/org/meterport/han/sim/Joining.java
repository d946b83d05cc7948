package org.meterport.han.sim;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterport.han.headend.Answer;
import org.meterport.han.headend.DeviceState;
import org.meterport.han.headend.ProvisionOrder;
import org.meterport.han.headend.Refusal;
import org.meterport.han.headend.RemovalOrder;
import org.meterport.han.headend.RemovalReason;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.InstallCode;

/** How devices come to meters and leave them. Of an install code only a digest is kept. */
final class Joining {
    private final World world;
    private final Street street;
    private final Teller teller;
    private final int devicesPerMeter;
    private final Map<String, Fact.Ordered> byOrderId = new HashMap<>();
    private final Map<Long, Fact.Ordered> byNumber = new HashMap<>();

    Joining(World world, Street street, Teller teller, int devicesPerMeter) {
        this.world = world;
        this.street = street;
        this.teller = teller;
        this.devicesPerMeter = devicesPerMeter;
    }

    void apply(Fact.Ordered order) {
        byOrderId.put(order.orderId(), order);
        byNumber.put(order.number(), order);
    }

    Iterable<Fact.Ordered> orders() {
        return byOrderId.values();
    }

    Answer provision(ProvisionOrder order) {
        var known = byOrderId.get(order.id());
        if (known != null) {
            return new Answer.Accepted(teller.token(known.number()));
        }
        var meter = street.meter(order.esiid());
        if (meter == null) {
            return new Answer.Refused(Refusal.UNKNOWN_METER, "no meter at this ESIID");
        }
        if (street.isMember(order.device())) {
            return new Answer.Refused(Refusal.DUPLICATE_DEVICE, "the device belongs to a meter already");
        }
        if (meter.members().values().stream().filter(Street::isActive).count() >= devicesPerMeter) {
            return new Answer.Refused(
                    Refusal.METER_FULL, "the meter holds " + devicesPerMeter + " devices, and no more");
        }
        var ordered = new Fact.Ordered(
                teller.nextNumber(),
                order.id(),
                order.esiid(),
                order.device(),
                digest(order.installCode()),
                world.now().plus(order.joinWindow()),
                Optional.empty());
        return accept(meter, ordered, DeviceState.SENT_TO_METER);
    }

    Answer remove(RemovalOrder order) {
        var known = byOrderId.get(order.id());
        if (known != null) {
            return new Answer.Accepted(teller.token(known.number()));
        }
        var meter = street.meter(order.esiid());
        if (meter == null) {
            return new Answer.Refused(Refusal.UNKNOWN_METER, "no meter at this ESIID");
        }
        var member = meter.members().get(order.device());
        if (member == null || !Street.isActive(member)) {
            return new Answer.Refused(Refusal.UNKNOWN_DEVICE, "the meter does not know this device");
        }
        var ordered = new Fact.Ordered(
                teller.nextNumber(),
                order.id(),
                order.esiid(),
                order.device(),
                "",
                world.now(),
                Optional.of(order.reason()));
        return accept(meter, ordered, DeviceState.REMOVE_REQUESTED);
    }

    private Answer accept(SimulatedMeter meter, Fact.Ordered ordered, DeviceState first) {
        world.record(ordered);
        apply(ordered);
        enter(meter, ordered, first, Optional.empty(), "");
        resume(meter, ordered.device());
        return new Answer.Accepted(teller.token(ordered.number()));
    }

    /** Sets the clocks for the next step of a device, also after a restart. */
    void resume(SimulatedMeter meter, Eui64 device) {
        var member = meter.members().get(device);
        var order = member == null ? null : byNumber.get(member.order());
        if (member == null || order == null) {
            return;
        }
        switch (member.state()) {
            case SENT_TO_METER -> world.after(toMeter(), () -> openWindow(meter, order));
            case JOIN_OPEN -> {
                world.after(world.model().joinsAfter(), () -> join(meter, order));
                world.at(order.closes(), () -> closeWindow(meter, order));
            }
            case REMOVE_REQUESTED -> world.after(toMeter(), () -> leave(meter, order));
            default -> {}
        }
    }

    /** A device that was switched on while its meter waits for it. */
    void appeared(SimulatedMeter meter, Eui64 device) {
        var order = waiting(meter, device, DeviceState.JOIN_OPEN);
        if (order != null) {
            world.after(world.model().joinsAfter(), () -> join(meter, order));
        }
    }

    /** The utility, not the hub, takes a device out. */
    void removeByUtility(SimulatedMeter meter, Eui64 device) {
        change(meter, device, DeviceState.REMOVED, 0);
        meter.forget(device);
        teller.tell(
                0,
                meter.esiid(),
                device,
                DeviceState.REMOVED,
                Optional.empty(),
                Optional.of(RemovalReason.UTILITY_ACTION),
                "");
    }

    private void openWindow(SimulatedMeter meter, Fact.Ordered order) {
        if (isIn(meter, order, DeviceState.SENT_TO_METER)) {
            enter(meter, order, DeviceState.JOIN_OPEN, Optional.empty(), "");
            resume(meter, order.device());
        }
    }

    private void join(SimulatedMeter meter, Fact.Ordered order) {
        if (!isIn(meter, order, DeviceState.JOIN_OPEN)) {
            return;
        }
        var device = street.device(order.device());
        if (device == null && world.model().strangersJoin()) {
            device = street.stranger(order.device());
        } else if (device == null || !device.isPowered() || !fits(device.code(), order)) {
            return;
        }
        meter.pair(device);
        enter(meter, order, DeviceState.JOINED, Optional.empty(), "");
    }

    /** Where a real trust centre lets devices in, it is the one that compares the keys. */
    private static boolean fits(Optional<InstallCode> code, Fact.Ordered order) {
        return code.map(own -> digest(own).equals(order.codeDigest())).orElse(true);
    }

    /** A device that will not be let in, whatever its window says. */
    void reject(SimulatedMeter meter, Eui64 device, Refusal refusal, String detail) {
        var member = meter.members().get(device);
        if (member != null
                && (member.state() == DeviceState.SENT_TO_METER || member.state() == DeviceState.JOIN_OPEN)) {
            change(meter, device, DeviceState.REJECTED, member.order());
            teller.tell(
                    member.order(),
                    meter.esiid(),
                    device,
                    DeviceState.REJECTED,
                    Optional.of(refusal),
                    Optional.empty(),
                    detail);
        }
    }

    private void closeWindow(SimulatedMeter meter, Fact.Ordered order) {
        if (isIn(meter, order, DeviceState.JOIN_OPEN)) {
            enter(
                    meter,
                    order,
                    DeviceState.JOIN_TIMEOUT,
                    Optional.empty(),
                    "the device was not switched on, or its install code is another");
        }
    }

    private void leave(SimulatedMeter meter, Fact.Ordered order) {
        if (isIn(meter, order, DeviceState.REMOVE_REQUESTED)) {
            enter(meter, order, DeviceState.REMOVED, order.removal(), "");
            meter.forget(order.device());
        }
    }

    private void enter(
            SimulatedMeter meter,
            Fact.Ordered order,
            DeviceState state,
            Optional<RemovalReason> removal,
            String detail) {
        change(meter, order.device(), state, order.number());
        var reason = state == DeviceState.REMOVE_REQUESTED ? order.removal() : removal;
        teller.tell(order.number(), meter.esiid(), order.device(), state, Optional.empty(), reason, detail);
    }

    private void change(SimulatedMeter meter, Eui64 device, DeviceState state, long order) {
        var member = new Fact.Member(meter.esiid(), device, state, world.now(), order);
        world.record(member);
        meter.members().put(device, member);
        street.apply(member);
    }

    private static boolean isIn(SimulatedMeter meter, Fact.Ordered order, DeviceState state) {
        var member = meter.members().get(order.device());
        return member != null && member.state() == state && member.order() == order.number();
    }

    private Fact.@Nullable Ordered waiting(SimulatedMeter meter, Eui64 device, DeviceState state) {
        var member = meter.members().get(device);
        return member != null && member.state() == state ? byNumber.get(member.order()) : null;
    }

    private Duration toMeter() {
        return world.model().toMeter(world.chance());
    }

    private static String digest(InstallCode code) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(code.digits().getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
