package org.meterport.han.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import org.meterport.han.sep.Cluster;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.InstallCode;
import org.meterport.han.sep.Octets;

/** A display, thermostat or switch: reads frames its own way, keeps what it must, and answers. */
final class SimulatedDevice implements HomeDevice {
    private static final int UNSUPPORTED_COMMAND = 0x81;
    private static final int MALFORMED = 0x80;

    private final Eui64 mac;
    private final DeviceKind kind;
    private final InstallCode code;
    private final Duration clockError;
    private final boolean sleepy;
    private final World world;
    private final Memory memory;
    private final LoadControl loadControl;
    private BiConsumer<Integer, byte[]> antenna = (cluster, frame) -> {};
    private boolean powered = true;
    private int sequence;
    private long currentText = -1;

    SimulatedDevice(
            Eui64 mac,
            DeviceKind kind,
            InstallCode code,
            Duration clockError,
            boolean sleepy,
            World world,
            Memory memory) {
        this.mac = mac;
        this.kind = kind;
        this.code = code;
        this.clockError = clockError;
        this.sleepy = sleepy;
        this.world = world;
        this.memory = memory;
        loadControl = new LoadControl(this, world, memory);
        memory.last(Act.Kind.TEXT_SHOWN)
                .filter(shown -> !memory.hasDone(Act.Kind.TEXT_CLEARED, shown.id()))
                .ifPresent(shown -> currentText = shown.id());
    }

    @Override
    public Eui64 mac() {
        return mac;
    }

    @Override
    public OptionalInt zigbeeDeviceId() {
        return OptionalInt.of(kind.zigbeeDeviceId());
    }

    @Override
    public boolean hears(int cluster) {
        return kind.hears(cluster);
    }

    int deviceClasses() {
        return kind.deviceClasses();
    }

    @Override
    public Optional<InstallCode> code() {
        return Optional.of(code);
    }

    @Override
    public boolean isSleepy() {
        return sleepy;
    }

    @Override
    public boolean isPowered() {
        return powered;
    }

    /** It answers within {@link #receive}, or never. */
    @Override
    public boolean hasAcknowledged(int sequence) {
        return false;
    }

    @Override
    public Duration answersWithin() {
        return Duration.ofSeconds(10);
    }

    void power(boolean on) {
        powered = on;
    }

    LoadControl loadControl() {
        return loadControl;
    }

    /** Where its frames go; another meter's after a move. */
    @Override
    public void pairWith(BiConsumer<Integer, byte[]> meter) {
        antenna = meter;
    }

    /** By the device's own clock. */
    Instant now() {
        return world.now().plus(clockError);
    }

    /** Runs a task at a moment of the device's clock. */
    void at(Instant moment, Runnable task) {
        world.at(moment.minus(clockError), task);
    }

    long clock() {
        return now().getEpochSecond() - HeldEvent.EPOCH;
    }

    /** When it next opens its ears; every sleeper has its own turn within the interval. */
    Instant nextWake() {
        var every = Math.max(1, world.model().wakesEvery().toMillis());
        var turn = Math.floorMod(mac.value(), every);
        var now = world.now().toEpochMilli();
        return Instant.ofEpochMilli(now + every - Math.floorMod(now - turn, every));
    }

    void did(Act.Kind what, long id) {
        var act = new Act(mac, now(), what, id);
        memory.apply(act);
        world.record(new Fact.Did(act));
    }

    void send(int cluster, byte[] frame) {
        antenna.accept(cluster, frame);
    }

    int nextSequence() {
        sequence = (sequence + 1) & 0xFF;
        return sequence;
    }

    void answer(int cluster, DeviceFrame frame, int status) {
        send(cluster, DeviceFrame.defaultResponse(frame.sequence(), frame.command(), status));
    }

    @Override
    public void receive(int cluster, Octets zcl) {
        var frame = new DeviceFrame(zcl.toArray());
        if (!frame.isCommandFromMeter()) {
            return;
        }
        if (!hears(cluster)) {
            answer(cluster, frame, UNSUPPORTED_COMMAND);
        } else if (cluster == Cluster.MESSAGING && frame.command() == 0) {
            show(frame);
        } else if (cluster == Cluster.MESSAGING && frame.command() == 1) {
            clear(frame);
        } else if (cluster == Cluster.PRICE && frame.command() == 0) {
            price(frame);
        } else if (cluster == Cluster.LOAD_CONTROL) {
            loadControl.receive(frame);
        } else {
            answer(cluster, frame, UNSUPPORTED_COMMAND);
        }
    }

    /** Asks the meter for what it may have missed. */
    void pull() {
        if (hears(Cluster.MESSAGING)) {
            send(Cluster.MESSAGING, DeviceFrame.report(nextSequence(), 0, new byte[0]));
        }
        if (hears(Cluster.PRICE)) {
            send(Cluster.PRICE, DeviceFrame.report(nextSequence(), 0, new byte[] {0}));
        }
        if (hears(Cluster.LOAD_CONTROL)) {
            send(Cluster.LOAD_CONTROL, DeviceFrame.report(nextSequence(), 1, new byte[5]));
        }
    }

    private void show(DeviceFrame frame) {
        if (!frame.holdsStringAt(14)) {
            answer(Cluster.MESSAGING, frame, MALFORMED);
            return;
        }
        var id = frame.four(3);
        if (!memory.hasDone(Act.Kind.TEXT_SHOWN, id)) {
            currentText = id;
            did(Act.Kind.TEXT_SHOWN, id);
            if ((frame.at(7) & 0x80) != 0 && world.happens(world.model().confirms())) {
                world.after(RadioModel.share(world.model().confirmsWithin(), world.chance()), () -> confirm(id));
            }
        }
        answer(Cluster.MESSAGING, frame, 0);
    }

    private void clear(DeviceFrame frame) {
        if (frame.payload() < 5) {
            answer(Cluster.MESSAGING, frame, MALFORMED);
            return;
        }
        var id = frame.four(3);
        if (currentText == id) {
            currentText = -1;
            did(Act.Kind.TEXT_CLEARED, id);
        }
        answer(Cluster.MESSAGING, frame, 0);
    }

    /** The user presses the button while the text is shown. */
    void confirmCurrent() {
        if (currentText >= 0) {
            confirm(currentText);
        }
    }

    private void confirm(long id) {
        if (currentText != id || memory.hasDone(Act.Kind.TEXT_CONFIRMED, id)) {
            return;
        }
        did(Act.Kind.TEXT_CONFIRMED, id);
        var payload = new byte[8];
        DeviceFrame.put(payload, 0, 4, id);
        DeviceFrame.put(payload, 4, 4, clock());
        send(Cluster.MESSAGING, DeviceFrame.report(nextSequence(), 1, payload));
    }

    private void price(DeviceFrame frame) {
        var labelled = frame.holdsStringAt(7) ? 8 + frame.at(7) : Integer.MAX_VALUE;
        if (labelled > DeviceFrame.HEAD + frame.payload() - 23) {
            answer(Cluster.PRICE, frame, MALFORMED);
            return;
        }
        var issuerEventId = frame.four(labelled);
        if (!memory.hasDone(Act.Kind.PRICE_SHOWN, issuerEventId)) {
            did(Act.Kind.PRICE_SHOWN, issuerEventId);
        }
        var controlAt = labelled + 36;
        if (controlAt < DeviceFrame.HEAD + frame.payload() && (frame.at(controlAt) & 1) != 0) {
            var payload = new byte[13];
            DeviceFrame.put(payload, 0, 4, frame.four(3));
            DeviceFrame.put(payload, 4, 4, issuerEventId);
            DeviceFrame.put(payload, 8, 4, clock());
            payload[12] = (byte) frame.at(controlAt);
            send(Cluster.PRICE, DeviceFrame.report(nextSequence(), 2, payload));
        } else {
            answer(Cluster.PRICE, frame, 0);
        }
    }
}
