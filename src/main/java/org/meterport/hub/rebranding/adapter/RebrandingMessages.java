package org.meterport.hub.rebranding.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.meterport.components.intervalfile.BillingMonth;
import org.meterport.components.intervalfile.BillingMonth.Demand;
import org.meterport.components.intervalfile.Channel;
import org.meterport.components.intervalfile.DayGrid;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.Esiid;
import org.meterport.hub.rebranding.UsageQuestion;
import org.meterport.hub.rebranding.UsageQuestion.View;
import org.meterport.hub.rebranding.UsageRows;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.usage.UsageStore.Channels;
import org.springframework.jms.support.converter.MessageConversionException;
import org.springframework.jms.support.converter.MessageConverter;

/**
 * Question and rows as JSON in JMS text messages. A question has {@code thirdParty}, {@code esiid}, {@code view}, {@code
 * from}, {@code to}, {@code channel}; an answer has {@code days} and {@code months}.
 */
public final class RebrandingMessages implements MessageConverter {

    private final ObjectMapper json;

    public RebrandingMessages(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public Message toMessage(Object body, Session session) throws JMSException {
        ObjectNode node = json.createObjectNode();
        if (body instanceof UsageQuestion question) {
            node.put("thirdParty", question.thirdParty().value())
                    .put("esiid", question.esiid())
                    .put("view", question.view().name())
                    .put("from", question.from().toString())
                    .put("to", question.to().toString())
                    .put("channel", question.channels().name());
        } else if (body instanceof UsageRows rows) {
            ArrayNode days = node.putArray("days");
            rows.days().forEach(day -> put(days.addObject(), day));
            ArrayNode months = node.putArray("months");
            rows.months().forEach(month -> put(months.addObject(), month));
        } else {
            throw new MessageConversionException("neither a question nor rows: " + body.getClass());
        }
        return session.createTextMessage(node.toString());
    }

    @Override
    public Object fromMessage(Message message) throws JMSException {
        try {
            JsonNode node = json.readTree(((TextMessage) message).getText());
            return node.has("days") ? rows(node) : question(node);
        } catch (JsonProcessingException | RuntimeException unreadable) {
            throw new MessageConversionException("a message of re-branding cannot be read", unreadable);
        }
    }

    private static UsageQuestion question(JsonNode node) {
        return new UsageQuestion(
                new ThirdPartyId(node.path("thirdParty").asText()),
                node.path("esiid").asText(),
                View.valueOf(node.path("view").asText()),
                LocalDate.parse(node.path("from").asText()),
                LocalDate.parse(node.path("to").asText()),
                Channels.valueOf(node.path("channel").asText()));
    }

    private static UsageRows rows(JsonNode node) {
        List<DayReadings> days = new ArrayList<>();
        node.path("days").forEach(day -> days.add(day(day)));
        List<BillingMonth> months = new ArrayList<>();
        node.path("months").forEach(month -> months.add(month(month)));
        return new UsageRows.Given(days, months);
    }

    private static void put(ObjectNode node, DayReadings day) {
        node.put("esiid", day.esiid().value())
                .put("channel", day.channel().name())
                .put("day", day.day().toString())
                .put("intervalSeconds", day.intervalSeconds())
                .put("revisedAt", day.revisedAt().toString())
                .put("quality", day.qualities());
        ArrayNode energy = node.putArray("energyWh");
        for (int wattHours : day.wattHours()) {
            energy.add(wattHours);
        }
    }

    private static DayReadings day(JsonNode node) {
        JsonNode energy = node.path("energyWh");
        int[] wattHours = new int[energy.size()];
        for (int slot = 0; slot < wattHours.length; slot++) {
            wattHours[slot] = energy.get(slot).asInt();
        }
        return DayReadings.of(
                new Esiid(node.path("esiid").asText()),
                Channel.valueOf(node.path("channel").asText()),
                DayGrid.of(
                        LocalDate.parse(node.path("day").asText()),
                        node.path("intervalSeconds").asInt()),
                Instant.parse(node.path("revisedAt").asText()),
                wattHours,
                node.path("quality").asText());
    }

    private static void put(ObjectNode node, BillingMonth month) {
        node.put("esiid", month.esiid().value())
                .put("from", month.firstDay().toString())
                .put("to", month.lastDay().toString())
                .put("revisedAt", month.revisedAt().toString())
                .put("energyWh", month.actualWattHours());
        month.demand().meteredWatts().ifPresent(value -> node.put("meteredW", value));
        month.demand().billedWatts().ifPresent(value -> node.put("billedW", value));
        month.demand().meteredVoltAmperes().ifPresent(value -> node.put("meteredVA", value));
        month.demand().billedVoltAmperes().ifPresent(value -> node.put("billedVA", value));
    }

    private static BillingMonth month(JsonNode node) {
        return new BillingMonth(
                new Esiid(node.path("esiid").asText()),
                LocalDate.parse(node.path("from").asText()),
                LocalDate.parse(node.path("to").asText()),
                Instant.parse(node.path("revisedAt").asText()),
                node.path("energyWh").asLong(),
                new Demand(
                        amount(node, "meteredW"),
                        amount(node, "billedW"),
                        amount(node, "meteredVA"),
                        amount(node, "billedVA")));
    }

    private static OptionalLong amount(JsonNode node, String name) {
        return node.has(name) ? OptionalLong.of(node.path(name).asLong()) : OptionalLong.empty();
    }
}
