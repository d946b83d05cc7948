package org.meterport.han.remote;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import org.meterport.han.headend.Answer;
import org.meterport.han.headend.Batch;
import org.meterport.han.headend.Capabilities;
import org.meterport.han.headend.HanDevice;
import org.meterport.han.headend.HeadEndEvent;
import org.meterport.han.headend.MeterReading;
import org.meterport.han.headend.Ping;
import org.meterport.han.headend.ProvisionOrder;
import org.meterport.han.headend.RemovalOrder;
import org.meterport.han.headend.Reply;
import org.meterport.han.headend.Standing;
import org.meterport.han.headend.Target;
import org.meterport.han.sep.Octets;

/** Values into bytes, each the mirror of its namesake in {@link Reading}. */
final class Writing {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    Octets done() {
        return Octets.of(bytes.toByteArray());
    }

    /** Writing to memory does not fail, except for a text that is longer than the form allows. */
    private Writing guarded(Step step) {
        try {
            step.run();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A write. */
    private interface Step {
        void run() throws IOException;
    }

    Writing text(Object value) {
        return guarded(() -> out.writeUTF(value.toString()));
    }

    Writing number(long value) {
        return guarded(() -> out.writeLong(value));
    }

    Writing flag(boolean value) {
        return guarded(() -> out.writeBoolean(value));
    }

    Writing moment(Instant moment) {
        return number(moment.getEpochSecond()).number(moment.getNano());
    }

    Writing duration(Duration duration) {
        return number(duration.toNanos());
    }

    Writing optional(Optional<?> value) {
        return text(value.map(Object::toString).orElse(""));
    }

    Writing optional(OptionalInt value) {
        return text(value.isPresent() ? Integer.toString(value.getAsInt()) : "");
    }

    <T> Writing list(List<T> values, BiConsumer<Writing, T> each) {
        number(values.size());
        values.forEach(value -> each.accept(this, value));
        return this;
    }

    Writing batch(Batch batch) {
        text(batch.id()).text(batch.operation()).text(batch.zcl()).list(batch.targets(), Writing::target);
        return moment(batch.notBefore())
                .moment(batch.expiresAt())
                .text(batch.priority())
                .text(batch.clientReference());
    }

    Writing target(Target target) {
        return text(target.esiid()).optional(target.device());
    }

    Writing answer(Answer answer) {
        if (answer instanceof Answer.Refused refused) {
            return flag(false).text(refused.refusal()).text(refused.detail());
        }
        return flag(true).text(((Answer.Accepted) answer).token());
    }

    <T> Writing reply(Reply<T> reply, BiConsumer<Writing, T> given) {
        if (reply instanceof Reply.Refused<T> refused) {
            return flag(false).text(refused.refusal()).text(refused.detail());
        }
        flag(true);
        given.accept(this, ((Reply.Given<T>) reply).value());
        return this;
    }

    Writing standing(Standing standing) {
        return text(standing.token()).optional(standing.level()).moment(standing.at());
    }

    Writing provision(ProvisionOrder order) {
        return text(order.id())
                .text(order.esiid())
                .text(order.device())
                .text(order.installCode().digits())
                .duration(order.joinWindow());
    }

    Writing removal(RemovalOrder order) {
        return text(order.id()).text(order.esiid()).text(order.device()).text(order.reason());
    }

    Writing device(HanDevice device) {
        return text(device.device())
                .optional(device.zigbeeDeviceId())
                .text(device.state())
                .moment(device.since());
    }

    Writing ping(Ping ping) {
        return flag(ping.reached()).duration(ping.roundTrip());
    }

    Writing reading(MeterReading reading) {
        return number(reading.deliveredWh())
                .number(reading.receivedWh())
                .number(reading.demandW())
                .moment(reading.at());
    }

    Writing capabilities(Capabilities can) {
        return number(can.maxTargetsPerSubmit())
                .list(List.copyOf(can.reports()), Writing::text)
                .flag(can.acknowledgedPrices())
                .number(can.maxTextBytes())
                .number(can.targetsPerSecond())
                .number(can.devicesPerMeter());
    }

    Writing event(HeadEndEvent event) {
        if (event instanceof HeadEndEvent.OfMessage told) {
            flag(true).text(told.id()).text(told.token()).text(told.esiid()).optional(told.device());
            return text(told.level())
                    .moment(told.at())
                    .optional(told.rawStatus())
                    .text(told.detail());
        }
        var told = (HeadEndEvent.OfDevice) event;
        flag(false).text(told.id()).optional(told.token()).text(told.esiid()).text(told.device());
        return text(told.state())
                .moment(told.at())
                .optional(told.refusal())
                .optional(told.removal())
                .text(told.detail());
    }
}
