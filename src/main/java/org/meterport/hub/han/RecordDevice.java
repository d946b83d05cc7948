package org.meterport.hub.han;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.meterport.han.headend.DeviceState;
import org.meterport.han.headend.HeadEndEvent;
import org.meterport.han.headend.RemovalReason;
import org.meterport.han.headend.Token;
import org.meterport.hub.han.HanDeviceOrder.Source;
import org.meterport.hub.han.HanDeviceOrder.State;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.shared.Unavailable;

/**
 * Notes what the head-end tells of devices. Each event counts once, and a device only goes forward through its states, so
 * duplicates and disorder change nothing.
 */
public final class RecordDevice {

    private static final Duration PATIENCE = Duration.ofDays(1);

    private final Transactions transactions;
    private final HanDevices devices;
    private final InstantSource clock;

    public RecordDevice(Transactions transactions, HanDevices devices, InstantSource clock) {
        this.transactions = transactions;
        this.devices = devices;
        this.clock = clock;
    }

    /**
     * Notes one event. One without a token concerns whichever devices on record it fits; there may be none, because a
     * utility lets devices in and out on its own account too.
     *
     * @throws Unavailable when the token is not on record yet
     * @throws Rejection when a day has not brought it
     */
    public void record(HeadEndEvent.OfDevice event) {
        transactions.operatorDoes(() -> {
            for (HanDeviceOrder order : concerned(event)) {
                note(order, event);
            }
        });
    }

    private List<HanDeviceOrder> concerned(HeadEndEvent.OfDevice event) {
        if (event.token().isEmpty()) {
            return devices.lockPresent(event.esiid().value(), event.device().toString());
        }
        Optional<HanDeviceOrder> order =
                devices.lockByToken(event.token().map(Token::value).orElseThrow());
        if (order.isPresent()) {
            return List.of(order.get());
        }
        if (event.at().isBefore(clock.instant().minus(PATIENCE))) {
            throw new Rejection(
                    HanProblem.NOT_OURS, "No device of this hub has the token of event " + event.id() + ".");
        }
        throw new Unavailable("dispatch", "the answer that names this token is not on record yet", null);
    }

    private void note(HanDeviceOrder order, HeadEndEvent.OfDevice event) {
        State told = State.of(event.state());
        Optional<String> reason = event.refusal()
                .map(Enum::name)
                .or(() -> event.removal().map(Enum::name))
                .or(() -> told == State.REMOVED ? order.reason() : Optional.empty());
        Source source = source(order, event);
        if (!devices.note(
                order.id(), new HanDevices.Event(event.id(), told, reason, source, event.detail(), event.at()))) {
            return;
        }
        if (told.compareTo(order.state()) > 0) {
            devices.save(order.in(told, reason, source, event.detail(), clock.instant()));
        }
    }

    private static Source source(HanDeviceOrder order, HeadEndEvent.OfDevice event) {
        boolean leaves = event.state() == DeviceState.REMOVED || event.state() == DeviceState.REMOVE_REQUESTED;
        boolean utilitys =
                event.removal().filter(RemovalReason.UTILITY_ACTION::equals).isPresent();
        return leaves && !utilitys && order.state() == State.REMOVE_REQUESTED
                ? order.source().orElse(Source.HUB)
                : Source.UTILITY;
    }
}
