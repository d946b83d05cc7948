package org.meterport.han.sim;

import java.time.Instant;
import org.meterport.han.sep.Cluster;
import org.meterport.han.sep.Octets;

/** The part of a device that takes load-control events: one runs at a time, a newer one takes the place of an older one it overlaps. */
final class LoadControl {
    private static final int TABLE = 16;
    private static final int RANDOM_MINUTES = 30;

    private static final int RECEIVED = 0x01;
    private static final int STARTED = 0x02;
    private static final int COMPLETED = 0x03;
    private static final int OPTED_OUT = 0x04;
    private static final int OPTED_IN = 0x05;
    private static final int CANCELLED = 0x06;
    private static final int SUPERSEDED = 0x07;
    private static final int PARTLY_OPTED_OUT = 0x08;
    private static final int NEVER_TOOK_PART = 0x0A;
    private static final int INVALID_CANCEL = 0xF8;
    private static final int ALREADY_OVER = 0xFB;
    private static final int UNDEFINED_EVENT = 0xFD;
    private static final int REJECTED = 0xFE;

    private static final int OK = 0x00;
    private static final int MALFORMED = 0x80;
    private static final int UNSUPPORTED_COMMAND = 0x81;
    private static final int UNSUPPORTED_ATTRIBUTE = 0x86;
    private static final int NO_SPACE = 0x89;

    private final SimulatedDevice device;
    private final World world;
    private final Memory memory;

    LoadControl(SimulatedDevice device, World world, Memory memory) {
        this.device = device;
        this.world = world;
        this.memory = memory;
    }

    /** Sets the clocks of what was in the memory when the power came back. */
    void resume() {
        memory.events().stream().filter(event -> !event.isOver()).forEach(this::setClock);
    }

    void receive(DeviceFrame frame) {
        switch (frame.command()) {
            case 0 -> take(frame);
            case 1 -> cancel(frame);
            case 2 -> cancelAll(frame);
            default -> device.answer(Cluster.LOAD_CONTROL, frame, UNSUPPORTED_COMMAND);
        }
    }

    private void take(DeviceFrame frame) {
        if (frame.payload() < HeldEvent.SIZE) {
            device.answer(Cluster.LOAD_CONTROL, frame, MALFORMED);
            return;
        }
        var id = frame.four(3);
        var known = memory.event(id);
        if (known.isPresent()) {
            report(known.get(), RECEIVED);
            return;
        }
        if ((frame.two(7) & device.deviceClasses()) == 0 || frame.at(9) != 0) {
            device.answer(Cluster.LOAD_CONTROL, frame, OK);
            return;
        }
        var start = HeldEvent.start(frame, device.now());
        var end = start.plus(HeldEvent.length(frame));
        var event = new HeldEvent(
                id,
                HeldEvent.Stage.TAKEN,
                false,
                randomised(start, frame.at(25) & 1),
                randomised(end, frame.at(25) & 2),
                Octets.of(frame.bytes()));
        if (frame.four(10) == 0xFFFF_FFFFL) {
            report(event, REJECTED);
        } else if (!end.isAfter(device.now())) {
            report(event, ALREADY_OVER);
        } else if (memory.running() >= TABLE) {
            device.answer(Cluster.LOAD_CONTROL, frame, NO_SPACE);
        } else {
            supersede(event);
            remember(event);
            device.did(Act.Kind.EVENT_TAKEN, id);
            report(event, RECEIVED);
            setClock(event);
        }
    }

    /** Whole, even if the newer one is shorter; back to back is no overlap. */
    private void supersede(HeldEvent newer) {
        for (var older : memory.events()) {
            var meets = older.starts().isBefore(newer.ends()) && newer.starts().isBefore(older.ends());
            if (!older.isOver() && meets && (older.classes() & newer.classes() & device.deviceClasses()) != 0) {
                end(older, SUPERSEDED);
            }
        }
    }

    private Instant randomised(Instant moment, int bit) {
        return bit == 0 ? moment : moment.plusSeconds(world.chance().nextInt(RANDOM_MINUTES * 60));
    }

    private void setClock(HeldEvent event) {
        if (event.stage() == HeldEvent.Stage.TAKEN) {
            device.at(event.starts(), () -> start(event.id()));
        }
        device.at(event.ends(), () -> endIfDue(event.id()));
    }

    private void start(long id) {
        memory.event(id).filter(event -> event.stage() == HeldEvent.Stage.TAKEN).ifPresent(event -> {
            if (event.optedOut() || world.happens(world.model().optsOut())) {
                optOut(id);
                return;
            }
            remember(event.at(HeldEvent.Stage.STARTED));
            device.did(Act.Kind.EVENT_STARTED, id);
            report(event, STARTED);
        });
    }

    private void endIfDue(long id) {
        memory.event(id)
                .filter(event -> !event.isOver() && !event.ends().isAfter(device.now()))
                .ifPresent(event -> end(event, outcome(event)));
    }

    private static int outcome(HeldEvent event) {
        var started = event.stage() == HeldEvent.Stage.STARTED;
        if (!started) {
            return NEVER_TOOK_PART;
        }
        return event.optedOut() ? PARTLY_OPTED_OUT : COMPLETED;
    }

    private void end(HeldEvent event, int status) {
        remember(event.at(HeldEvent.Stage.ENDED));
        if (event.stage() == HeldEvent.Stage.STARTED) {
            device.did(Act.Kind.EVENT_ENDED, event.id());
        }
        report(event, status);
    }

    /** The customer declines, before the event or in its midst; a mandatory one he cannot. */
    void optOut(long id) {
        memory.event(id)
                .filter(event -> !event.isOver() && event.criticality() < 7)
                .ifPresent(event -> {
                    remember(event.optedOut(true));
                    report(event, OPTED_OUT);
                });
    }

    /** The customer comes back: an event that should be running starts. */
    void optIn(long id) {
        memory.event(id).filter(event -> !event.isOver() && event.optedOut()).ifPresent(event -> {
            remember(event.optedOut(false));
            report(event, OPTED_IN);
            if (!event.starts().isAfter(device.now()) && event.stage() == HeldEvent.Stage.TAKEN) {
                remember(event.optedOut(false).at(HeldEvent.Stage.STARTED));
                device.did(Act.Kind.EVENT_STARTED, id);
                report(event, STARTED);
            }
        });
    }

    private void cancel(DeviceFrame frame) {
        if (frame.payload() < 12) {
            device.answer(Cluster.LOAD_CONTROL, frame, MALFORMED);
            return;
        }
        if (frame.four(11) != 0) {
            device.answer(Cluster.LOAD_CONTROL, frame, UNSUPPORTED_ATTRIBUTE);
            return;
        }
        var id = frame.four(3);
        var event = memory.event(id).filter(held -> !held.isOver());
        if (event.isEmpty()) {
            reportUnknown(id, UNDEFINED_EVENT);
        } else if (event.get().classes() != frame.two(7) || event.get().group() != frame.at(9)) {
            report(event.get(), INVALID_CANCEL);
        } else {
            stop(event.get(), frame.at(10));
            device.answer(Cluster.LOAD_CONTROL, frame, OK);
        }
    }

    private void cancelAll(DeviceFrame frame) {
        if (frame.payload() < 1) {
            device.answer(Cluster.LOAD_CONTROL, frame, MALFORMED);
            return;
        }
        memory.events().stream().filter(event -> !event.isOver()).forEach(event -> stop(event, frame.at(3)));
        device.answer(Cluster.LOAD_CONTROL, frame, OK);
    }

    /** At once, or, where the event and the cancel both want it, at a random moment. */
    private void stop(HeldEvent event, int cancelControl) {
        if ((cancelControl & 1) == 0 || (event.control() & 2) == 0 || event.stage() != HeldEvent.Stage.STARTED) {
            end(event, CANCELLED);
            return;
        }
        var chosen = randomised(device.now(), 1);
        var later = chosen.isBefore(event.ends()) ? chosen : event.ends();
        remember(event.ending(later));
        device.at(
                later,
                () -> memory.event(event.id()).filter(held -> !held.isOver()).ifPresent(held -> end(held, CANCELLED)));
    }

    private void remember(HeldEvent event) {
        var fact = memory.fact(event);
        memory.apply(fact);
        world.record(fact);
    }

    private void report(HeldEvent event, int status) {
        var payload = report(event.id(), status, event.criticality());
        System.arraycopy(event.applied(), 0, payload, 10, 6);
        payload[16] = (byte) event.control();
        send(payload);
    }

    private void reportUnknown(long id, int status) {
        var payload = report(id, status, 0);
        DeviceFrame.put(payload, 10, 6, 0xFF80_8000_8000L);
        send(payload);
    }

    private byte[] report(long id, int status, int criticality) {
        var payload = new byte[18];
        DeviceFrame.put(payload, 0, 4, id);
        payload[4] = (byte) status;
        DeviceFrame.put(payload, 5, 4, device.clock());
        payload[9] = (byte) criticality;
        return payload;
    }

    private void send(byte[] payload) {
        device.send(Cluster.LOAD_CONTROL, DeviceFrame.report(device.nextSequence(), 0, payload));
    }
}
