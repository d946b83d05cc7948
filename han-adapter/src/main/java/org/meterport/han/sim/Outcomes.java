package org.meterport.han.sim;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.Level;
import org.meterport.han.headend.Operation;
import org.meterport.han.sep.Decoded;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.EventStatus;
import org.meterport.han.sep.GeneralCommand;
import org.meterport.han.sep.MessageConfirmation;
import org.meterport.han.sep.Octets;
import org.meterport.han.sep.PriceAcknowledgement;
import org.meterport.han.sep.ReportEventStatus;
import org.meterport.han.sep.SepCodec;
import org.meterport.han.sep.SepTime;
import org.meterport.han.sep.ZclStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what devices answer, with the product's decoder, and finds the message it is about. */
final class Outcomes {
    private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);

    private final World world;
    private final Works works;
    private final Teller teller;

    Outcomes(World world, Works works, Teller teller) {
        this.world = world;
        this.works = works;
        this.teller = teller;
    }

    /**
     * A frame from a device.
     *
     * @param awaited the message whose sequence number the frame repeats, if any
     */
    void take(Esiid esiid, Eui64 device, int cluster, Octets zcl, @Nullable Work awaited) {
        var decoded = SepCodec.decode(cluster, zcl);
        if (decoded instanceof Decoded.General general
                && general.command() instanceof GeneralCommand.DefaultResponse response
                && awaited != null) {
            answered(awaited, device, response.status());
        } else if (decoded instanceof Decoded.Message message) {
            if (message.message() instanceof ReportEventStatus report) {
                reported(esiid, device, report);
            } else if (message.message() instanceof MessageConfirmation confirmation) {
                works.heardBy(device, esiid, Operation.TEXT, confirmation.messageId())
                        .ifPresent(work -> tell(
                                work,
                                device,
                                Level.USER_CONFIRMED,
                                moment(confirmation.confirmedAt()),
                                OptionalInt.empty()));
            } else if (message.message() instanceof PriceAcknowledgement taken) {
                works.heardBy(device, esiid, Operation.PRICE, taken.issuerEventId())
                        .ifPresent(
                                work -> delivered(work, device, moment(taken.acknowledgedAt()), OptionalInt.empty()));
            }
        } else if (decoded instanceof Decoded.Malformed malformed) {
            LOG.warn("device {} sent a frame that cannot be read: {}", device, malformed.reason());
        }
    }

    private void answered(Work work, Eui64 device, int status) {
        if (status == ZclStatus.SUCCESS) {
            delivered(work, device, world.now(), OptionalInt.of(status));
        } else {
            closeLeg(work, device);
            teller.tell(
                    work,
                    Optional.of(device),
                    Level.DEVICE_REJECTED,
                    world.now(),
                    OptionalInt.of(status),
                    "the device answered " + ZclStatus.title(status));
        }
    }

    private void reported(Esiid esiid, Eui64 device, ReportEventStatus report) {
        var status = report.status();
        var ofCancel = status.equals(EventStatus.INVALID_CANCEL)
                || status.equals(EventStatus.INVALID_EFFECTIVE_TIME)
                || status.equals(EventStatus.UNDEFINED_EVENT);
        var operation = ofCancel ? Operation.CANCEL_LOAD_CONTROL : Operation.LOAD_CONTROL;
        works.heardBy(device, esiid, operation, report.issuerEventId()).ifPresent(work -> {
            var raw = OptionalInt.of(status.code());
            if (status.equals(EventStatus.RECEIVED)) {
                delivered(work, device, moment(report.at()), raw);
                return;
            }
            closeLeg(work, device);
            tell(work, device, level(status), moment(report.at()), raw);
        });
    }

    private static Level level(EventStatus status) {
        return switch (status.code()) {
            case 0x02 -> Level.STARTED;
            case 0x03, 0x08, 0x09, 0x0A -> Level.COMPLETED;
            case 0x04 -> Level.OPTED_OUT;
            case 0x05 -> Level.OPTED_IN;
            case 0x06 -> Level.CANCELLED;
            case 0x07 -> Level.SUPERSEDED;
            case 0xFB -> Level.EXPIRED;
            default -> Level.DEVICE_REJECTED;
        };
    }

    /** The radio of a device has the frame, and the device keeps silent: all that will be known. */
    void acknowledged(Work work, Eui64 device) {
        closeLeg(work, device);
        teller.tell(
                work,
                Optional.of(device),
                Level.DEVICE_DELIVERED,
                world.now(),
                OptionalInt.empty(),
                "the device's radio has it, without an answer from the device");
    }

    /** A device that says it twice, because the first answer was lost, is heard once. */
    private void delivered(Work work, Eui64 device, Instant at, OptionalInt raw) {
        if (work.isOpenFor(device)) {
            closeLeg(work, device);
            tell(work, device, Level.DEVICE_DELIVERED, at, raw);
        }
    }

    void closeLeg(Work work, Eui64 device) {
        if (work.isOpenFor(device)) {
            work.closeLeg(device);
            world.record(new Fact.LegClosed(work.number(), device));
        }
    }

    private void tell(Work work, Eui64 device, Level level, Instant at, OptionalInt raw) {
        teller.tell(work, Optional.of(device), level, at, raw, "");
    }

    private Instant moment(SepTime time) {
        return time.instant().orElse(world.now());
    }
}
