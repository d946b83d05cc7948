package org.meterport.hub.han;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterport.components.intervalfile.Esiid;
import org.meterport.han.headend.RemovalReason;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.InstallCode;
import org.meterport.hub.agreement.AgreementKind;
import org.meterport.hub.api.ApiProblem;
import org.meterport.hub.han.HanDeviceOrder.Progress;
import org.meterport.hub.han.HanDeviceOrder.Source;
import org.meterport.hub.han.HanDeviceOrder.State;
import org.meterport.hub.outbox.Outbox;
import org.meterport.hub.shared.Ids;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.shared.Transactions;

/** Takes orders to let one device into a home, or out of it; the flow {@code han-device-dispatch} does the rest. */
public final class ManageDevices {

    /** Queue of orders; the body is {@link #wordToAdd} or {@link #wordToRemove}. */
    public static final String QUEUE = "han.device.v1";

    private static final int URGENT = 7;

    private final Transactions transactions;
    private final HanDevices devices;
    private final DeviceGrants grants;
    private final Outbox outbox;
    private final Ids ids;
    private final InstantSource clock;

    public ManageDevices(
            Transactions transactions,
            HanDevices devices,
            DeviceGrants grants,
            Outbox outbox,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.devices = devices;
        this.grants = grants;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** The queue's word for letting a device in. */
    public static String wordToAdd(String id) {
        return id + ":add";
    }

    /** The queue's word for taking a device out. */
    public static String wordToRemove(String id) {
        return id + ":remove";
    }

    /**
     * Orders that a device is let in. Called in a transaction of the Third Party.
     *
     * @param joinWindow 1 to 30 days
     * @throws Rejection when address or code cannot be right, which is found here and not at the meter; without an in-home
     *     device agreement; for a device the caller has in a home already
     */
    public HanDeviceOrder add(
            ThirdPartyId thirdParty, String esiid, String device, String installCode, Duration joinWindow) {
        if (Esiid.parse(esiid) instanceof Esiid.Refused refused) {
            throw new Rejection(HanProblem.ADDRESS_INVALID, refused.sentence());
        }
        String mac = mac(device);
        String code = code(installCode);
        if (!grants.live(thirdParty, List.of(esiid), AgreementKind.IN_HOME_DEVICE)
                .contains(esiid)) {
            throw new Rejection(
                    HanProblem.NO_DEVICE_GRANT, "There is no live in-home device agreement for " + esiid + ".");
        }
        List<String> agreed = grants.named(thirdParty, esiid);
        if (!agreed.isEmpty() && !agreed.contains(mac)) {
            throw new Rejection(
                    HanProblem.NO_DEVICE_GRANT,
                    "The in-home device agreement for " + esiid + " is for other devices: " + agreed + ".");
        }
        Instant now = clock.instant();
        var order = new HanDeviceOrder(
                ids.next("dev_"),
                thirdParty,
                esiid,
                mac,
                joinWindow,
                State.REQUESTED,
                Optional.empty(),
                Optional.of(Source.THIRD_PARTY),
                Optional.empty(),
                Progress.NONE,
                now,
                now);
        if (!devices.add(order, code)) {
            throw new Rejection(
                    HanProblem.DEVICE_THERE, "You have " + mac + " in a home, or on its way there; remove it first.");
        }
        note(order, now);
        outbox.owe(QUEUE, wordToAdd(order.id()));
        return order;
    }

    /**
     * Orders that a device is taken out; asking again changes nothing. Called in a transaction of the Third Party.
     *
     * @throws Rejection when the caller has no such device
     */
    public HanDeviceOrder remove(String id) {
        HanDeviceOrder order = devices.lock(id)
                .orElseThrow(() -> new Rejection(ApiProblem.NOT_FOUND, "There is no device " + id + " of yours."));
        return order.state().isOver() || order.state() == State.REMOVE_REQUESTED
                ? order
                : leaving(order, RemovalReason.THIRD_PARTY_REQUEST, Source.THIRD_PARTY);
    }

    /** Takes out the devices of Third Parties whose agreement has ended; what has no grant has no place in a home. */
    public int removeUngranted() {
        int removed = 0;
        for (HanDevices.Home home : transactions.asOperator(devices::homes)) {
            removed += transactions.asPartner(home.thirdParty(), () -> {
                boolean live = grants.live(home.thirdParty(), List.of(home.esiid()), AgreementKind.IN_HOME_DEVICE)
                        .contains(home.esiid());
                List<HanDeviceOrder> staying = live ? List.of() : devices.lockStaying(home.thirdParty(), home.esiid());
                staying.forEach(order -> leaving(order, RemovalReason.AGREEMENT_ENDED, Source.HUB));
                return staying.size();
            });
        }
        return removed;
    }

    private HanDeviceOrder leaving(HanDeviceOrder order, RemovalReason reason, Source source) {
        Instant now = clock.instant();
        HanDeviceOrder next = order.in(State.REMOVE_REQUESTED, Optional.of(reason.name()), source, "", now);
        devices.save(next);
        note(next, now);
        outbox.owe(QUEUE, wordToRemove(order.id()), Map.of(), URGENT);
        return next;
    }

    private void note(HanDeviceOrder order, Instant now) {
        devices.note(
                order.id(),
                new HanDevices.Event(
                        ids.next("hde_"),
                        order.state(),
                        order.reason(),
                        order.source().orElse(Source.HUB),
                        order.detail().orElse(""),
                        now));
    }

    private static String mac(String text) {
        try {
            return Eui64.parse(text).toString();
        } catch (IllegalArgumentException none) {
            throw new Rejection(
                    HanProblem.ADDRESS_INVALID, "The device is not a MAC address of sixteen hexadecimal digits.");
        }
    }

    private static String code(String text) {
        try {
            return InstallCode.parse(text).digits();
        } catch (InstallCode.Invalid invalid) {
            throw new Rejection(
                    HanProblem.CODE_INVALID,
                    "The install code cannot be right: " + invalid.fault().sentence() + ".");
        }
    }
}
