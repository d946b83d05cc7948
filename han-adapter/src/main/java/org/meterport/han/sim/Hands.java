package org.meterport.han.sim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.meterport.han.headend.DeviceState;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.Refusal;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.InstallCode;
import org.meterport.han.sep.Octets;

/**
 * What people and weather do in a simulated street. Everything here is also how a neighbourhood is built: declaring something again changes nothing,
 * and what happened to it before, by the journal, stays.
 */
public final class Hands {
    private final World world;
    private final Street street;
    private final Joining joining;

    Hands(World world, Street street, Joining joining) {
        this.world = world;
        this.street = street;
        this.joining = joining;
    }

    /** A premise with a meter that has a home network. */
    public Hands premise(Esiid esiid) {
        return under(() -> street.addMeter(esiid));
    }

    /**
     * A device in the customer's hands at a premise that was declared.
     *
     * @param joined in the meter's network from the beginning, as if it had been provisioned before the simulation; not again once it was removed
     * @param sleepy runs on a battery and listens only when it wakes
     * @throws IllegalArgumentException when there is no such premise
     */
    public Hands device(
            Esiid esiid, Eui64 device, DeviceKind kind, InstallCode installCode, boolean joined, boolean sleepy) {
        return under(() -> {
            var meter = street.meter(esiid);
            if (meter == null) {
                throw new IllegalArgumentException("no premise " + esiid + " was declared");
            }
            street.settle(meter, street.addDevice(device, kind, installCode, sleepy), joined);
            joining.appeared(meter, device);
        });
    }

    /** An awake device that has joined. */
    public Hands joined(Esiid esiid, Eui64 device, DeviceKind kind, InstallCode installCode) {
        return device(esiid, device, kind, installCode, true, false);
    }

    /** Off the air until {@link #switchOn}. */
    public void switchOff(Eui64 device) {
        with(device, one -> one.power(false));
    }

    public void switchOn(Eui64 device) {
        with(device, one -> {
            one.power(true);
            street.meters().forEach(meter -> joining.appeared(meter, device));
        });
    }

    /** The user presses the button on the text that is shown, if any. */
    public void confirm(Eui64 device) {
        with(device, SimulatedDevice::confirmCurrent);
    }

    /**
     * The customer declines an event.
     *
     * @param eventId issuer event id
     */
    public void optOut(Eui64 device, long eventId) {
        with(device, one -> one.loadControl().optOut(eventId));
    }

    /** The customer takes part after all. */
    public void optIn(Eui64 device, long eventId) {
        with(device, one -> one.loadControl().optIn(eventId));
    }

    /** The mesh does not reach the meter until {@link #regainSignal}. */
    public void loseSignal(Esiid esiid) {
        withMeter(esiid, meter -> meter.reachable(false));
    }

    public void regainSignal(Esiid esiid) {
        withMeter(esiid, meter -> meter.reachable(true));
    }

    /** The utility takes a device out of its own accord. */
    public void removeByUtility(Esiid esiid, Eui64 device) {
        withMeter(esiid, meter -> joining.removeByUtility(meter, device));
    }

    /** What a device did, in order, from before a restart too. */
    public List<Act> acts(Eui64 device) {
        return world.locked(() -> street.memory(device).acts());
    }

    /** A device on a real radio that was heard, or is known from before a restart. */
    public void admit(HomeDevice device) {
        under(() -> {
            street.admit(device);
            street.meters().forEach(meter -> joining.appeared(meter, device.mac()));
        });
    }

    /** The radio cannot let a device in that was ordered. */
    public void reject(Esiid esiid, Eui64 device, Refusal refusal, String detail) {
        withMeter(esiid, meter -> joining.reject(meter, device, refusal, detail));
    }

    /** A frame from a device on a real radio. */
    public void heard(Eui64 device, int cluster, Octets zcl) {
        under(() -> street.meters().forEach(meter -> meter.hear(device, cluster, zcl)));
    }

    /**
     * A device on a real radio woke and asks for what it missed in one cluster.
     *
     * @return how many frames went to it
     */
    public int serve(Eui64 device, int cluster) {
        return world.locked(() -> {
            var frames = 0;
            for (var meter : street.meters()) {
                frames += meter.serve(device, cluster);
            }
            return frames;
        });
    }

    /** Where the devices of a premise stand, those that have left included. */
    public Map<Eui64, DeviceState> standing(Esiid esiid) {
        return world.locked(() -> {
            var standing = new LinkedHashMap<Eui64, DeviceState>();
            var meter = street.meter(esiid);
            if (meter != null) {
                meter.members().forEach((device, member) -> standing.put(device, member.state()));
            }
            return standing;
        });
    }

    private void with(Eui64 device, Consumer<SimulatedDevice> hand) {
        under(() -> {
            var one = street.simulated(device);
            if (one != null) {
                hand.accept(one);
            }
        });
    }

    private void withMeter(Esiid esiid, Consumer<SimulatedMeter> hand) {
        under(() -> {
            var meter = street.meter(esiid);
            if (meter != null) {
                hand.accept(meter);
            }
        });
    }

    private Hands under(Runnable work) {
        return world.locked(() -> {
            work.run();
            return this;
        });
    }
}
