package org.meterport.han.dongle;

import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.meterport.han.headend.DeviceState;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.Refusal;
import org.meterport.han.sep.AttributeValue;
import org.meterport.han.sep.Cluster;
import org.meterport.han.sep.Decoded;
import org.meterport.han.sep.Direction;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.GeneralCommand;
import org.meterport.han.sep.GetCurrentPrice;
import org.meterport.han.sep.GetLastMessage;
import org.meterport.han.sep.GetScheduledEvents;
import org.meterport.han.sep.GetScheduledPrices;
import org.meterport.han.sep.Metering;
import org.meterport.han.sep.Octets;
import org.meterport.han.sep.SepCodec;
import org.meterport.han.sep.SepMessage;
import org.meterport.han.sep.SepTime;
import org.meterport.han.sep.ZclHeader;
import org.meterport.han.sep.ZclStatus;
import org.meterport.han.sim.Hands;
import org.meterport.han.sim.Timeline;

/** The server side of a home: what devices ask of their meter is answered here, and what they report is passed on. */
final class Household {
    private static final int TIME_STATUS = 0x0001;
    private static final int MASTER_AND_SYNCHRONISED = 0x03;
    private static final int UTC_TIME = 0xE2;
    private static final int BITMAP_8 = 0x18;

    private final Hands hands;
    private final Esiid esiid;
    private final Timeline timeline;
    private @Nullable Radio radio;

    Household(Hands hands, Esiid esiid, Timeline timeline) {
        this.hands = hands;
        this.esiid = esiid;
        this.timeline = timeline;
    }

    /** Before anything is heard. */
    void use(Radio ofHome) {
        radio = ofHome;
    }

    private Radio radio() {
        return Optional.ofNullable(radio).orElseThrow();
    }

    /** The devices of the journal: those that joined will be looked for, those that had not cannot join without their code. */
    void moveIn() {
        hands.standing(esiid).forEach((device, state) -> {
            switch (state) {
                case JOINED, REMOVE_REQUESTED -> hands.admit(radio().device(device));
                case SENT_TO_METER, JOIN_OPEN ->
                    hands.reject(
                            esiid,
                            device,
                            Refusal.OTHER,
                            "the head-end was restarted, and install codes are not kept: order it again");
                default -> {}
            }
        });
    }

    @Nullable
    DeviceState standing(Eui64 device) {
        return hands.standing(esiid).get(device);
    }

    boolean awaits(Eui64 device) {
        var state = standing(device);
        return state == DeviceState.SENT_TO_METER || state == DeviceState.JOIN_OPEN;
    }

    void heard(RadioDevice device, int cluster, Octets zcl) {
        var state = standing(device.mac());
        if (state != DeviceState.JOINED && state != DeviceState.REMOVE_REQUESTED) {
            return;
        }
        hands.heard(device.mac(), cluster, zcl);
        var decoded = SepCodec.decode(cluster, zcl);
        if (decoded instanceof Decoded.Message message) {
            if (asksForMore(message.message())) {
                if (hands.serve(device.mac(), cluster) == 0) {
                    answer(device, cluster, message.header(), ZclStatus.NOT_FOUND);
                }
            } else if (!message.header().noDefaultResponse()) {
                answer(device, cluster, message.header(), ZclStatus.SUCCESS);
            }
        } else if (decoded instanceof Decoded.General general
                && general.command() instanceof GeneralCommand.ReadAttributes read) {
            send(
                    device,
                    cluster,
                    SepCodec.encode(attributes(cluster, read), direction(general.header()), sequence(zcl)));
        } else if (decoded instanceof Decoded.Other other && other.header().clusterSpecific()) {
            answer(device, cluster, other.header(), ZclStatus.UNSUPPORTED_CLUSTER_COMMAND);
        }
    }

    private static boolean asksForMore(SepMessage message) {
        return message instanceof GetLastMessage
                || message instanceof GetCurrentPrice
                || message instanceof GetScheduledPrices
                || message instanceof GetScheduledEvents;
    }

    /** Only the clock has attributes here. */
    private GeneralCommand.AttributesRead attributes(int cluster, GeneralCommand.ReadAttributes read) {
        var attributes = new ArrayList<GeneralCommand.Attribute>();
        for (var id : read.ids()) {
            if (cluster == Cluster.TIME && id == Metering.TIME) {
                attributes.add(whole(id, UTC_TIME, SepTime.at(timeline.now()).seconds()));
            } else if (cluster == Cluster.TIME && id == TIME_STATUS) {
                attributes.add(whole(id, BITMAP_8, MASTER_AND_SYNCHRONISED));
            } else {
                attributes.add(new GeneralCommand.Attribute(
                        id, ZclStatus.UNSUPPORTED_ATTRIBUTE, OptionalInt.empty(), Optional.empty()));
            }
        }
        return new GeneralCommand.AttributesRead(attributes);
    }

    private static GeneralCommand.Attribute whole(int id, int type, long value) {
        return new GeneralCommand.Attribute(
                id, ZclStatus.SUCCESS, OptionalInt.of(type), Optional.of(new AttributeValue.Whole(value)));
    }

    private void answer(RadioDevice device, int cluster, ZclHeader asked, int status) {
        var response = new GeneralCommand.DefaultResponse(asked.command(), status);
        send(device, cluster, SepCodec.encode(response, direction(asked), asked.sequence()));
    }

    private static Direction direction(ZclHeader asked) {
        return asked.direction() == Direction.CLIENT_TO_SERVER
                ? Direction.SERVER_TO_CLIENT
                : Direction.CLIENT_TO_SERVER;
    }

    private static int sequence(Octets zcl) {
        return zcl.toArray()[1] & 0xFF;
    }

    private void send(RadioDevice device, int cluster, Octets zcl) {
        radio().send(device, cluster, zcl, () -> {});
    }
}
