package org.meterport.hub.han;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.meterport.han.headend.Batch;
import org.meterport.han.headend.Target;
import org.meterport.han.sep.CancelAllLoadControlEvents;
import org.meterport.han.sep.CancelLoadControlEvent;
import org.meterport.han.sep.CancelMessage;
import org.meterport.han.sep.Criticality;
import org.meterport.han.sep.DeviceMessage;
import org.meterport.han.sep.DisplayMessage;
import org.meterport.han.sep.LoadControlEvent;
import org.meterport.han.sep.MessageControl;
import org.meterport.han.sep.PublishPrice;
import org.meterport.han.sep.SepTime;
import org.meterport.hub.han.HanMessage.CancelAll;
import org.meterport.hub.han.HanMessage.CancelLoadControl;
import org.meterport.hub.han.HanMessage.CancelText;
import org.meterport.hub.han.HanMessage.LoadControl;
import org.meterport.hub.han.HanMessage.Price;
import org.meterport.hub.han.HanMessage.Text;

/** What goes over the radio for a request: the same whenever it is made, for it depends on nothing but the record. */
final class DeviceMessages {

    /** Devices may know of an event or a price ahead of time; a text only when it is to be shown, for a meter holds one. */
    private static final Duration AHEAD = Duration.ofHours(24);

    private DeviceMessages() {}

    /** The batch for some of a request's targets, which in a "cancel all" all take back the same event. */
    static Batch batch(HanRequest request, HanRequest subject, List<Target> targets) {
        boolean expanded =
                request.message() instanceof CancelAll && !subject.id().equals(request.id());
        return Batch.of(
                expanded ? request.id() + "-" + subject.sepId() : request.id(),
                message(request, subject),
                targets,
                notBefore(request),
                expanded ? subject.expiresAt() : request.expiresAt());
    }

    /** The same work under the same name, too late to be begun: who has it gives its token, who has not refuses it. */
    static Batch asking(Batch batch, HanRequest request) {
        return new Batch(
                batch.id(),
                batch.message(),
                batch.zcl(),
                batch.targets(),
                batch.notBefore(),
                request.requestedAt().minusSeconds(1),
                batch.priority(),
                batch.clientReference());
    }

    /** @param subject the request itself, or the one that is taken back */
    static DeviceMessage message(HanRequest request, HanRequest subject) {
        HanMessage message = request.message();
        if (message instanceof Text text) {
            return new DisplayMessage(
                    request.sepId(),
                    MessageControl.of(
                            MessageControl.Importance.valueOf(text.importance()), text.confirmationRequired()),
                    SepTime.at(request.startsAt()),
                    request.durationMinutes(),
                    text.text());
        }
        if (message instanceof Price price) {
            return price(request, price);
        }
        if (message instanceof LoadControl) {
            return event(request);
        }
        if (message instanceof CancelText) {
            return new CancelMessage(request.sepId());
        }
        if (message instanceof CancelLoadControl cancel) {
            return cancel(subject, cancel.randomised());
        }
        boolean randomised = message instanceof CancelAll all && all.randomised();
        return subject.id().equals(request.id())
                ? new CancelAllLoadControlEvents(randomised ? 1 : 0)
                : cancel(subject, randomised);
    }

    private static PublishPrice price(HanRequest request, Price price) {
        return new PublishPrice(
                price.provider(),
                price.label(),
                request.sepId(),
                SepTime.at(request.requestedAt()),
                0,
                price.currency(),
                PublishPrice.nibbles(price.decimals(), price.tier()),
                PublishPrice.nibbles(price.tiers(), price.registerTier()),
                SepTime.at(request.startsAt()),
                request.durationMinutes(),
                price.units(),
                price.acknowledged() ? PublishPrice.Extras.se11(true) : PublishPrice.Extras.SE_1_0);
    }

    private static LoadControlEvent event(HanRequest request) {
        var event = (LoadControl) request.message();
        return new LoadControlEvent(
                request.sepId(),
                event.deviceClasses(),
                event.enrollmentGroup(),
                SepTime.at(request.startsAt()),
                request.durationMinutes(),
                new Criticality(event.criticality()),
                new LoadControlEvent.Adjustment(
                        LoadControl.of(event.coolingOffset()),
                        LoadControl.of(event.heatingOffset()),
                        LoadControl.of(event.coolingSetPoint()),
                        LoadControl.of(event.heatingSetPoint()),
                        LoadControl.of(event.averageLoadPercent()),
                        LoadControl.of(event.dutyCyclePercent())),
                LoadControlEvent.randomised(event.randomiseStart(), event.randomiseEnd()));
    }

    private static CancelLoadControlEvent cancel(HanRequest subject, boolean randomised) {
        LoadControlEvent event = event(subject);
        return new CancelLoadControlEvent(
                event.issuerEventId(), event.deviceClasses(), event.enrollmentGroup(), randomised ? 1 : 0, SepTime.NOW);
    }

    private static Instant notBefore(HanRequest request) {
        if (request.message() instanceof Text) {
            return request.startsAt();
        }
        Instant early = request.startsAt().minus(AHEAD);
        return early.isAfter(request.requestedAt()) ? early : request.requestedAt();
    }
}
