package org.meterport.hub.han;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.meterport.han.headend.Answer;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.ProvisionOrder;
import org.meterport.han.headend.Refusal;
import org.meterport.han.headend.RemovalOrder;
import org.meterport.han.headend.RemovalReason;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.InstallCode;
import org.meterport.hub.agreement.AgreementKind;
import org.meterport.hub.han.HanDeviceOrder.Source;
import org.meterport.hub.han.HanDeviceOrder.State;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.shared.Unavailable;

/**
 * Takes orders about devices to the head-end, in two steps around its own call. An order that is delivered again goes out
 * under the same id, which the head-end knows; the install code is dropped when it has answered.
 */
public final class DispatchDevice {

    private final Transactions transactions;
    private final HanDevices devices;
    private final DeviceGrants grants;
    private final InstantSource clock;

    public DispatchDevice(Transactions transactions, HanDevices devices, DeviceGrants grants, InstantSource clock) {
        this.transactions = transactions;
        this.devices = devices;
        this.grants = grants;
        this.clock = clock;
    }

    /** What to ask of the head-end to let the device in; empty when it may or need not be asked. */
    public Optional<ProvisionOrder> add(String id) {
        HanDeviceOrder found = transactions.asOperator(() -> devices.find(id).orElseThrow());
        return transactions.asPartner(found.thirdParty(), () -> {
            HanDeviceOrder order = devices.lock(id).orElseThrow();
            Optional<String> code = devices.installCode(id);
            if (code.isEmpty() || order.progress().addToken().isPresent()) {
                return Optional.empty();
            }
            boolean asked = order.progress().addAsked();
            boolean live = grants.live(order.thirdParty(), List.of(order.esiid()), AgreementKind.IN_HOME_DEVICE)
                    .contains(order.esiid());
            if (!asked && (!live || order.state() != State.REQUESTED)) {
                devices.forgetCode(id);
                if (order.state() == State.REQUESTED) {
                    devices.save(order.in(
                            State.REJECTED,
                            Optional.of(HanProblem.NO_DEVICE_GRANT.code()),
                            Source.HUB,
                            "The in-home device agreement ended before the meter was asked.",
                            clock.instant()));
                }
                return Optional.empty();
            }
            // asked before: the head-end may have it, and only the same order again tells; a removal follows it then
            devices.save(order.with(order.progress().asked()));
            return Optional.of(new ProvisionOrder(
                    id,
                    new Esiid(order.esiid()),
                    Eui64.parse(order.device()),
                    InstallCode.parse(code.get()),
                    order.joinWindow()));
        });
    }

    /** Notes what the head-end said to {@link #add}, and drops the install code. */
    public void added(String id, Answer answer) {
        transactions.operatorDoes(() -> {
            HanDeviceOrder order = devices.lock(id).orElseThrow();
            devices.forgetCode(id);
            if (answer instanceof Answer.Accepted accepted) {
                devices.save(order.with(order.progress().added(accepted.token().value())));
            } else if (answer instanceof Answer.Refused refused) {
                devices.save(order.in(
                        State.REJECTED,
                        Optional.of(refused.refusal().name()),
                        Source.UTILITY,
                        refused.detail(),
                        clock.instant()));
            }
        });
    }

    /**
     * What to ask of the head-end to take the device out; empty when it is out, or was never let in.
     *
     * @throws Unavailable while it has not answered for the order to let it in
     */
    public Optional<RemovalOrder> remove(String id) {
        return transactions.asOperator(() -> {
            HanDeviceOrder order = devices.lock(id).orElseThrow();
            if (order.state() != State.REMOVE_REQUESTED
                    || order.progress().removeToken().isPresent()) {
                return Optional.empty();
            }
            if (order.progress().addToken().isEmpty()) {
                if (order.progress().addAsked()) {
                    throw new Unavailable("dispatch", "the order to let the device in is on its way", null);
                }
                devices.forgetCode(id);
                devices.save(order.in(
                        State.REMOVED,
                        order.reason(),
                        order.source().orElse(Source.HUB),
                        "The meter was never asked to let it in.",
                        clock.instant()));
                return Optional.empty();
            }
            return Optional.of(new RemovalOrder(
                    id + "-out",
                    new Esiid(order.esiid()),
                    Eui64.parse(order.device()),
                    RemovalReason.valueOf(order.reason().orElse(RemovalReason.THIRD_PARTY_REQUEST.name()))));
        });
    }

    /** Notes what the head-end said to {@link #remove}. */
    public void removed(String id, Answer answer) {
        transactions.operatorDoes(() -> {
            HanDeviceOrder order = devices.lock(id).orElseThrow();
            if (answer instanceof Answer.Accepted accepted) {
                devices.save(
                        order.with(order.progress().removing(accepted.token().value())));
            } else if (answer instanceof Answer.Refused refused && order.state() == State.REMOVE_REQUESTED) {
                boolean gone =
                        refused.refusal() == Refusal.UNKNOWN_DEVICE || refused.refusal() == Refusal.UNKNOWN_METER;
                devices.save(order.in(
                        gone ? State.REMOVED : State.JOINED,
                        gone ? order.reason() : Optional.of(refused.refusal().name()),
                        Source.UTILITY,
                        refused.detail(),
                        clock.instant()));
            }
        });
    }
}
