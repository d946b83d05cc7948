package org.meterport.han.sep;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Which field of TShark's should hold which bytes, worked out from the message alone and not by the encoder that is on trial. */
final class WiresharkExpectation {
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final String prefix;

    private WiresharkExpectation(String prefix) {
        this.prefix = prefix;
    }

    static Map<String, String> of(SepMessage message) {
        if (message instanceof DisplayMessage m) {
            var e = new WiresharkExpectation("msg.").command("srv_tx", 0).number("message.id", 4, m.messageId());
            e.number("message.ctrl", 1, m.control().bits())
                    .number("message.start_time", 4, m.start().seconds());
            e.number("message.duration", 2, m.durationMinutes()).string("message", m.text());
            m.extendedControl().ifPresent(v -> e.number("message.ext.ctrl", 1, v));
            return e.fields;
        }
        if (message instanceof CancelMessage m) {
            var e = new WiresharkExpectation("msg.").command("srv_tx", 1).number("message.id", 4, m.messageId());
            return e.number("message.ctrl", 1, m.control().bits()).fields;
        }
        if (message instanceof GetLastMessage) {
            return new WiresharkExpectation("msg.").command("srv_rx", 0).fields;
        }
        if (message instanceof MessageConfirmation m) {
            var e = new WiresharkExpectation("msg.").command("srv_rx", 1).number("message.id", 4, m.messageId());
            e.number("message.confirm_time", 4, m.confirmedAt().seconds());
            m.control().ifPresent(v -> e.number("message.confirm.ctrl", 1, v));
            m.response().ifPresent(v -> e.hex("message", hex(1, v.size()) + v.hex()));
            return e.fields;
        }
        if (message instanceof PublishPrice m) {
            return price(m);
        }
        if (message instanceof GetCurrentPrice m) {
            var e = new WiresharkExpectation("price.").command("srv_rx", 0);
            return e.number("command_options", 1, m.options()).fields;
        }
        if (message instanceof GetScheduledPrices m) {
            var e = new WiresharkExpectation("price.")
                    .command("srv_rx", 1)
                    .number("start_time", 4, m.start().seconds());
            return e.number("number_of_events", 1, m.events()).fields;
        }
        if (message instanceof PriceAcknowledgement m) {
            var e = new WiresharkExpectation("price.").command("srv_rx", 2).number("provider_id", 4, m.providerId());
            e.number("issuer_event_id", 4, m.issuerEventId());
            return e.number("price_ack_time", 4, m.acknowledgedAt().seconds()).number("control", 1, m.control()).fields;
        }
        return loadControl(message);
    }

    private static Map<String, String> price(PublishPrice m) {
        var e = new WiresharkExpectation("price.").command("srv_tx", 0).number("provider_id", 4, m.providerId());
        e.string("rate_label", m.rateLabel()).number("issuer_event_id", 4, m.issuerEventId());
        e.number("current_time", 4, m.currentTime().seconds()).number("unit_of_measure", 1, m.unitOfMeasure());
        e.number("currency", 2, m.currency()).number("trailing_digit_and_price_tier", 1, m.trailingDigitAndTier());
        e.number("number_of_price_tiers_and_register_tier", 1, m.tiersAndRegister());
        e.number("start_time", 4, m.start().seconds()).number("duration_in_minutes", 2, m.durationMinutes());
        e.number("price", 4, m.price());
        var x = m.extras();
        var rest = new WiresharkExpectation("price.");
        rest.number("price.ratio", 1, x.priceRatio(), 0xFF).number("generation_price", 4, x.generationPrice());
        rest.number("generation_price.ratio", 1, x.generationPriceRatio(), 0xFF);
        rest.number("alternate_cost_delivered", 4, x.alternateCostDelivered());
        rest.number("alternate_cost.unit", 1, x.alternateCostUnit(), 0xFF);
        rest.number("alternate_cost.trailing_digit", 1, x.alternateCostTrailingDigit(), 0xFF);
        rest.number("number_of_block_thresholds", 1, x.blockThresholds(), 0xFF).number("control", 1, x.priceControl());
        for (var i = 0; i < 5; i++) {
            rest.number("tier_block." + i, 1, (x.tierBlocks() >> (8 * i)) & 0xFF);
        }
        rest.fields.entrySet().stream().limit(x.count()).forEach(one -> e.fields.put(one.getKey(), one.getValue()));
        return e.fields;
    }

    private static Map<String, String> loadControl(SepMessage message) {
        if (message instanceof LoadControlEvent m) {
            var e = new WiresharkExpectation("drlc.").command("srv_tx", 0).number("issuer_id", 4, m.issuerEventId());
            e.number("device_class", 2, m.deviceClasses()).number("utility_enrollment_group", 1, m.enrollmentGroup());
            e.number("start_time", 4, m.start().seconds()).number("duration_in_minutes", 2, m.durationMinutes());
            e.number("criticality_level", 1, m.criticality().code());
            var a = m.adjustment();
            e.number("cooling_temperature_offset", 1, a.coolingOffset(), 0xFF);
            e.number("heating_temperature_offset", 1, a.heatingOffset(), 0xFF);
            e.number("cooling_temperature_set_point", 2, a.coolingSetPoint(), 0x8000);
            e.number("heating_temperature_set_point", 2, a.heatingSetPoint(), 0x8000);
            e.number("average_load_adjustment_percentage", 1, a.averageLoadPercent(), 0x80);
            return e.number("duty_cycle", 1, a.dutyCyclePercent(), 0xFF).number("event_control", 1, m.control()).fields;
        }
        if (message instanceof CancelLoadControlEvent m) {
            var e = new WiresharkExpectation("drlc.").command("srv_tx", 1).number("issuer_id", 4, m.issuerEventId());
            e.number("device_class", 2, m.deviceClasses()).number("utility_enrollment_group", 1, m.enrollmentGroup());
            return e.number("cancel_control", 1, m.control())
                    .number("effective_time", 4, m.effective().seconds())
                    .fields;
        }
        if (message instanceof CancelAllLoadControlEvents m) {
            return new WiresharkExpectation("drlc.")
                    .command("srv_tx", 2)
                    .number("cancel_control", 1, m.control())
                    .fields;
        }
        if (message instanceof ReportEventStatus m) {
            var e = new WiresharkExpectation("drlc.").command("srv_rx", 0);
            var r = "report_event.";
            e.number(r + "issuer_id", 4, m.issuerEventId())
                    .number(r + "event_status", 1, m.status().code());
            e.number(r + "event_status_time", 4, m.at().seconds());
            e.number(r + "criticality_level_applied", 1, m.criticalityApplied().code());
            e.number(r + "cooling_temperature_set_point_applied", 2, m.coolingSetPointApplied(), 0x8000);
            e.number(r + "heating_temperature_set_point_applied", 2, m.heatingSetPointApplied(), 0x8000);
            e.number(r + "average_load_adjustment_percentage_applied", 1, m.averageLoadPercentApplied(), 0x80);
            e.number(r + "duty_cycle_applied", 1, m.dutyCyclePercentApplied(), 0xFF);
            e.number(r + "event_control", 1, m.control()).number(r + "signature_type", 1, m.signatureType());
            return m.signature().size() == 0
                    ? e.fields
                    : e.hex(r + "signature", m.signature().hex()).fields;
        }
        var m = (GetScheduledEvents) message;
        var e = new WiresharkExpectation("drlc.").command("srv_rx", 1);
        e.number("get_scheduled_events.start_time", 4, m.start().seconds());
        e.number("get_scheduled_events.numbers_of_events", 1, m.events());
        m.issuerEventId().ifPresent(id -> e.number("get_scheduled_events.issuer_event_id", 4, id));
        return e.fields;
    }

    private WiresharkExpectation command(String side, int id) {
        return number("cmd." + side + ".id", 1, id);
    }

    private WiresharkExpectation number(String field, int bytes, long value) {
        return hex(field, hex(bytes, value));
    }

    private WiresharkExpectation number(String field, int bytes, OptionalInt value, int notUsed) {
        return number(field, bytes, value.orElse(notUsed));
    }

    private WiresharkExpectation number(String field, int bytes, OptionalLong value) {
        return number(field, bytes, value.orElse(0xFFFF_FFFFL));
    }

    private WiresharkExpectation string(String field, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return hex(field, hex(1, bytes.length) + HexFormat.of().withUpperCase().formatHex(bytes));
    }

    private WiresharkExpectation hex(String field, String hex) {
        fields.put(prefix + field, hex);
        return this;
    }

    private static String hex(int bytes, long value) {
        var hex = new StringBuilder();
        for (var i = 0; i < bytes; i++) {
            hex.append(String.format(Locale.ROOT, "%02X", (value >> (8 * i)) & 0xFF));
        }
        return hex.toString();
    }
}
