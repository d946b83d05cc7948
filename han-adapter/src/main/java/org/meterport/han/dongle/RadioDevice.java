package org.meterport.han.dongle;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.InstallCode;
import org.meterport.han.sep.Octets;
import org.meterport.han.sim.HomeDevice;

/** A device on the air: where it is in the network, and what it said it can do. Any thread may ask it. */
final class RadioDevice implements HomeDevice {
    /** Longer than a sleepy parent holds a frame, 7.68 s. */
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);

    private static final int UNKNOWN = -1;

    private final Eui64 mac;
    private final Radio radio;
    private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
    private volatile int address = UNKNOWN;
    private volatile boolean sleepy;
    private volatile Zdo.@Nullable Endpoint endpoint;

    RadioDevice(Eui64 mac, Radio radio) {
        this.mac = mac;
        this.radio = radio;
    }

    @Override
    public Eui64 mac() {
        return mac;
    }

    void foundAt(int networkAddress) {
        address = networkAddress;
    }

    /** Another device has its address now. */
    void lost(int networkAddress) {
        if (address == networkAddress) {
            address = UNKNOWN;
        }
    }

    /** It is to be met anew. */
    void forget() {
        address = UNKNOWN;
        endpoint = null;
        acknowledged.clear();
    }

    boolean isAt(int networkAddress) {
        return address == networkAddress;
    }

    OptionalInt address() {
        return address == UNKNOWN ? OptionalInt.empty() : OptionalInt.of(address);
    }

    void sleeps(boolean now) {
        sleepy = now;
    }

    void offers(Zdo.Endpoint one) {
        endpoint = one;
    }

    int endpointNumber() {
        var known = endpoint;
        return known == null ? UNKNOWN : known.number();
    }

    @Override
    public OptionalInt zigbeeDeviceId() {
        var known = endpoint;
        return known == null ? OptionalInt.empty() : OptionalInt.of(known.device());
    }

    @Override
    public boolean hears(int cluster) {
        var known = endpoint;
        return known == null || known.clientOf().contains(cluster);
    }

    @Override
    public boolean isSleepy() {
        return sleepy;
    }

    /** Looks for a device whose place in the network is not known; by the next try it may be. */
    @Override
    public boolean isPowered() {
        if (!radio.isOnline()) {
            return false;
        }
        if (address == UNKNOWN || endpoint == null) {
            radio.lookFor(this);
            return false;
        }
        return true;
    }

    @Override
    public void receive(int cluster, Octets zcl) {
        var sequence = zcl.toArray()[1] & 0xFF;
        acknowledged.remove(sequence);
        radio.send(this, cluster, zcl, () -> acknowledged.add(sequence));
    }

    @Override
    public boolean hasAcknowledged(int sequence) {
        return acknowledged.contains(sequence);
    }

    @Override
    public Duration answersWithin() {
        return ANSWERS_WITHIN;
    }

    @Override
    public Optional<InstallCode> code() {
        return Optional.empty();
    }

    /** For the log. */
    List<Integer> clusters() {
        var known = endpoint;
        return known == null ? List.of() : known.clientOf();
    }
}
