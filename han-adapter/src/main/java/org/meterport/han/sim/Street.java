package org.meterport.han.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterport.han.headend.DeviceState;
import org.meterport.han.headend.Esiid;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.InstallCode;
import org.meterport.han.sep.Octets;

/** Every meter and device of a simulation, and what a journal says of them before they are declared. Used under the world's lock. */
final class Street {
    private static final int CLOCK_ERROR_SECONDS = 30;

    private final World world;
    private final Works works;
    private final Outcomes outcomes;
    private final Teller teller;
    private final Map<Esiid, SimulatedMeter> meters = new LinkedHashMap<>();
    private final Map<Eui64, HomeDevice> devices = new HashMap<>();
    private final Map<Eui64, Memory> memories = new HashMap<>();
    private final Map<Eui64, Fact.Member> membership = new LinkedHashMap<>();

    Street(World world, Works works, Outcomes outcomes, Teller teller) {
        this.world = world;
        this.works = works;
        this.outcomes = outcomes;
        this.teller = teller;
    }

    static boolean isActive(Fact.Member member) {
        return switch (member.state()) {
            case SENT_TO_METER, JOIN_OPEN, JOINED, REMOVE_REQUESTED -> true;
            case JOIN_TIMEOUT, REJECTED, REMOVED -> false;
        };
    }

    void apply(Fact.Member member) {
        membership.put(member.device(), member);
    }

    Memory memory(Eui64 device) {
        return memories.computeIfAbsent(device, Memory::new);
    }

    @Nullable
    SimulatedMeter meter(Esiid esiid) {
        return meters.get(esiid);
    }

    Iterable<SimulatedMeter> meters() {
        return meters.values();
    }

    @Nullable
    HomeDevice device(Eui64 device) {
        return devices.get(device);
    }

    /** Null for a device that does not exist, and for one on a real radio. */
    @Nullable
    SimulatedDevice simulated(Eui64 device) {
        return devices.get(device) instanceof SimulatedDevice simulated ? simulated : null;
    }

    /** A device on a real radio; its memory and its state are its own. */
    void admit(HomeDevice device) {
        devices.put(device.mac(), device);
        meters.values().stream().filter(meter -> meter.hasJoined(device.mac())).forEach(meter -> meter.pair(device));
    }

    boolean isMember(Eui64 device) {
        var member = membership.get(device);
        return member != null && isActive(member);
    }

    SimulatedMeter addMeter(Esiid esiid) {
        return meters.computeIfAbsent(esiid, name -> {
            var meter = new SimulatedMeter(name, clockError(name.hashCode()), world, works, outcomes, teller);
            membership.values().stream()
                    .filter(member -> member.esiid().equals(name))
                    .forEach(member -> meter.members().put(member.device(), member));
            return meter;
        });
    }

    HomeDevice addDevice(Eui64 mac, DeviceKind kind, InstallCode code, boolean sleepy) {
        return devices.computeIfAbsent(
                mac,
                name -> new SimulatedDevice(
                        name, kind, code, clockError(Long.hashCode(name.value())), sleepy, world, memory(name)));
    }

    /** A device nobody declared: a display whose install code is never asked for. */
    HomeDevice stranger(Eui64 mac) {
        var secret = HexFormat.of().toHexDigits(mac.value());
        return addDevice(mac, DeviceKind.DISPLAY, InstallCode.of(Octets.ofHex(secret)), false);
    }

    /** Pairs what the journal says is joined, or what is declared so and the journal does not know. */
    void settle(SimulatedMeter meter, HomeDevice device, boolean joined) {
        if (joined && !membership.containsKey(device.mac())) {
            var member = new Fact.Member(meter.esiid(), device.mac(), DeviceState.JOINED, world.now(), 0);
            world.record(member);
            apply(member);
            meter.members().put(device.mac(), member);
        }
        if (meter.hasJoined(device.mac())) {
            meter.pair(device);
            if (device instanceof SimulatedDevice simulated) {
                simulated.loadControl().resume();
            }
        }
    }

    /** Everything, for a journal that begins anew. */
    List<Fact> facts() {
        var facts = new ArrayList<Fact>(membership.values());
        memories.values().forEach(memory -> facts.addAll(memory.facts()));
        return facts;
    }

    /** The same after a restart: a clock does not jump because the simulation does. */
    private static Duration clockError(int seed) {
        return Duration.ofSeconds(Math.floorMod(seed, 2 * CLOCK_ERROR_SECONDS + 1) - CLOCK_ERROR_SECONDS);
    }
}
