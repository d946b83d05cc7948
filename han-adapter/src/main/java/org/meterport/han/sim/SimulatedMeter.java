package org.meterport.han.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.meterport.han.headend.DeviceState;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.Level;
import org.meterport.han.headend.MeterReading;
import org.meterport.han.headend.Operation;
import org.meterport.han.radio.AirFrame;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.Octets;

/** A meter: the energy services interface of one home, with a clock, a radio and the devices it knows. */
final class SimulatedMeter {
    private static final long WATTS = 900;

    private final Esiid esiid;
    private final int panId;
    private final Duration clockError;
    private final World world;
    private final Works works;
    private final Outcomes outcomes;
    private final Teller teller;
    private final Map<Eui64, Fact.Member> members = new LinkedHashMap<>();
    private final Map<Eui64, HomeDevice> devices = new HashMap<>();
    /** Messages that a device of this home still has to get; those it has are dropped in passing. */
    private final Set<Work> held = new LinkedHashSet<>();

    private final Map<Integer, Work> awaited = new HashMap<>();
    private boolean reachable = true;
    private int sequence;

    SimulatedMeter(Esiid esiid, Duration clockError, World world, Works works, Outcomes outcomes, Teller teller) {
        this.esiid = esiid;
        this.panId = esiid.hashCode() & 0x3FFF;
        this.clockError = clockError;
        this.world = world;
        this.works = works;
        this.outcomes = outcomes;
        this.teller = teller;
    }

    Esiid esiid() {
        return esiid;
    }

    boolean isReachable() {
        return reachable;
    }

    void reachable(boolean now) {
        reachable = now;
    }

    Map<Eui64, Fact.Member> members() {
        return members;
    }

    boolean hasJoined(Eui64 device) {
        var member = members.get(device);
        return member != null
                && (member.state() == DeviceState.JOINED || member.state() == DeviceState.REMOVE_REQUESTED);
    }

    void pair(HomeDevice device) {
        devices.put(device.mac(), device);
        device.pairWith((cluster, frame) -> fromDevice(device, cluster, Octets.of(frame)));
        if (device instanceof SimulatedDevice simulated && device.isSleepy()) {
            world.at(simulated.nextWake(), () -> wake(simulated));
        }
    }

    boolean hasPaired(Eui64 device) {
        return devices.containsKey(device);
    }

    /** A frame that came from a device by itself. */
    void hear(Eui64 from, int cluster, Octets zcl) {
        var device = devices.get(from);
        if (device != null) {
            fromDevice(device, cluster, zcl);
        }
    }

    /**
     * A device woke and asks for what it missed in one cluster.
     *
     * @return how many frames went to it
     */
    int serve(Eui64 asking, int cluster) {
        var device = devices.get(asking);
        if (device == null) {
            return 0;
        }
        var waiting = waitingFor(asking).stream()
                .filter(work -> work.cluster() == cluster)
                .toList();
        waiting.forEach(work -> transmit(work, device, 1));
        return waiting.size();
    }

    /** Devices that leave hear no more; what was meant for them has failed. */
    void forget(Eui64 device) {
        devices.remove(device);
        waitingFor(device).forEach(work -> fail(work, device, Level.DEVICE_UNREACHABLE, "the device was removed"));
    }

    /** A message has come over the mesh. */
    void take(Work work) {
        var legs = legs(work);
        var at = world.now().plus(clockError);
        var moved = new Fact.Moved(work.number(), Work.Stage.AT_METER, Level.ESI_DELIVERED, at, legs);
        world.record(moved);
        work.apply(moved);
        teller.tell(work, Optional.empty(), Level.ESI_DELIVERED, at, OptionalInt.empty(), "");
        if (legs.isEmpty()) {
            teller.tell(work, Optional.empty(), Level.NO_DEVICE, at, OptionalInt.empty(), "no device here hears this");
        }
        held.removeIf(older -> older.openLegs().isEmpty());
        outdate(work);
        resume(work);
    }

    /** Goes on with what a device still has to get. */
    void resume(Work work) {
        if (!work.openLegs().isEmpty()) {
            held.add(work);
        }
        work.openLegs().forEach(device -> toDevice(work, device, 1));
    }

    private List<Eui64> legs(Work work) {
        var only = work.target().device();
        if (only.isPresent()) {
            return hasJoined(only.get()) ? List.of(only.get()) : List.of();
        }
        var legs = new ArrayList<Eui64>();
        for (var device : devices.values()) {
            if (hasJoined(device.mac()) && device.hears(work.cluster())) {
                legs.add(device.mac());
            }
        }
        return legs;
    }

    /** What a newer text replaces, or a cancel takes back, need not reach a device that has not had it yet. */
    private void outdate(Work newer) {
        switch (newer.operation()) {
            case TEXT -> waitingTexts(newer).forEach(older -> outdate(newer, older, Level.SUPERSEDED));
            case CANCEL_TEXT ->
                works.about(esiid, Operation.TEXT, newer.sepId())
                        .forEach(older -> outdate(newer, older, Level.CANCELLED));
            case CANCEL_LOAD_CONTROL ->
                works.about(esiid, Operation.LOAD_CONTROL, newer.sepId())
                        .forEach(older -> outdate(newer, older, Level.CANCELLED));
            default -> {}
        }
    }

    private List<Work> waitingTexts(Work newer) {
        return held.stream()
                .filter(work -> work.operation() == Operation.TEXT && work.number() < newer.number())
                .toList();
    }

    private void outdate(Work newer, Work older, Level level) {
        for (var device : newer.openLegs()) {
            if (older != newer && older.isOpenFor(device)) {
                fail(older, device, level, "before the device had it");
                if (newer.operation().isCancel()) {
                    outcomes.closeLeg(newer, device);
                    teller.tell(
                            newer,
                            Optional.of(device),
                            Level.DEVICE_DELIVERED,
                            world.now(),
                            OptionalInt.empty(),
                            "taken back before the device had it");
                }
            }
        }
    }

    private void toDevice(Work work, Eui64 mac, int attempt) {
        var device = devices.get(mac);
        if (!work.isOpenFor(mac)) {
            return;
        }
        if (device == null || !world.now().isBefore(work.accepted().expiresAt())) {
            fail(work, mac, Level.DEVICE_UNREACHABLE, "the device did not answer in time");
        } else if (device.isSleepy()) {
            world.at(work.accepted().expiresAt(), () -> toDevice(work, mac, attempt));
        } else if (device.isPowered() && !world.happens(world.model().tryFails())) {
            world.after(world.model().acrossHome(), () -> transmit(work, device, attempt));
        } else if (attempt >= world.model().tries()) {
            fail(work, mac, Level.DEVICE_UNREACHABLE, "the device did not answer " + attempt + " tries");
        } else {
            world.after(world.model().beforeTry(attempt, world.chance()), () -> toDevice(work, mac, attempt + 1));
        }
    }

    private void wake(SimulatedDevice device) {
        if (devices.get(device.mac()) != device) {
            return;
        }
        if (device.isPowered()) {
            var waiting = waitingFor(device.mac());
            if (!waiting.isEmpty()) {
                device.pull();
                waiting.forEach(work -> transmit(work, device, 1));
            }
        }
        world.at(device.nextWake(), () -> wake(device));
    }

    private List<Work> waitingFor(Eui64 device) {
        held.removeIf(work -> work.openLegs().isEmpty());
        return held.stream().filter(work -> work.isOpenFor(device)).toList();
    }

    private void transmit(Work work, HomeDevice device, int attempt) {
        if (!work.isOpenFor(device.mac())) {
            return;
        }
        sequence = (sequence + 1) & 0xFF;
        var bytes = work.accepted().zcl().toArray();
        bytes[1] = (byte) sequence;
        var zcl = Octets.of(bytes);
        var sent = sequence;
        awaited.put(sent, work);
        world.transmit(panId, address(device), AirFrame.COORDINATOR, work.cluster(), zcl);
        device.receive(work.cluster(), zcl);
        if (work.isOpenFor(device.mac())) {
            world.after(device.answersWithin(), () -> unanswered(work, device, sent, attempt));
        }
    }

    /** Sending a frame again helps where it was lost, not where the device keeps silent about one it has. */
    private void unanswered(Work work, HomeDevice device, int sent, int attempt) {
        if (!work.isOpenFor(device.mac())) {
            return;
        }
        if (device.hasAcknowledged(sent)) {
            outcomes.acknowledged(work, device.mac());
        } else if (attempt >= world.model().tries() && !device.isSleepy()) {
            fail(work, device.mac(), Level.DEVICE_UNREACHABLE, "the device did not answer " + attempt + " tries");
        } else {
            toDevice(work, device.mac(), attempt + 1);
        }
    }

    private void fromDevice(HomeDevice device, int cluster, Octets zcl) {
        world.transmit(panId, AirFrame.COORDINATOR, address(device), cluster, zcl);
        var awaitedWork = zcl.size() > 1 ? awaited.get(zcl.toArray()[1] & 0xFF) : null;
        outcomes.take(esiid, device.mac(), cluster, zcl, awaitedWork);
    }

    private void fail(Work work, Eui64 device, Level level, String detail) {
        outcomes.closeLeg(work, device);
        teller.tell(work, Optional.of(device), level, world.now(), OptionalInt.empty(), detail);
    }

    /** Never the meter's own, and the same after a restart. */
    private static int address(HomeDevice device) {
        return 1 + Math.floorMod(device.mac().value(), 0xFFF0);
    }

    /** A premise that takes the same power all year. */
    MeterReading read() {
        var at = world.now().plus(clockError);
        var hours = Duration.between(Instant.parse("2026-01-01T00:00:00Z"), at).toHours();
        return new MeterReading(Math.max(0, hours) * WATTS, 0, WATTS, at);
    }
}
