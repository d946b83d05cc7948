package org.meterport.hub.usage.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterport.components.intervalfile.Channel;
import org.meterport.components.intervalfile.DayGrid;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.Esiid;

/**
 * Reads one message of {@code schemas/asyncapi/usage-day-v1.yaml}. Codes are those of refused files where the rule is the
 * same.
 */
final class UsageDayMessage {

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private static final Set<String> FIELDS =
            Set.of("esiid", "day", "channel", "intervalSeconds", "revisedAt", "energyWh", "quality");

    private final LocalDate earliest;
    private final Instant now;

    /** @param now the limit for days from the future */
    UsageDayMessage(LocalDate earliest, Instant now) {
        this.earliest = earliest;
        this.now = now;
    }

    /**
     * @param key the ESIID, by which the topic keeps the order of a premise's days
     * @throws Fault with the first thing that is wrong
     */
    DayReadings read(@Nullable String key, byte[] message) throws Fault {
        JsonNode json = json(message);
        for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!FIELDS.contains(name)) {
                throw new Fault("FIELD_INVALID", "", "The message has a field that its schema does not know.");
            }
        }
        Esiid esiid = esiid(json, key);
        LocalDate day = day(json);
        int seconds = json.path("intervalSeconds").isInt()
                ? json.path("intervalSeconds").intValue()
                : 0;
        if (!DayGrid.allowsInterval(seconds)) {
            throw new Fault("INTERVAL_LENGTH", "/intervalSeconds", "Give whole minutes that fill an hour, as 900 is.");
        }
        DayGrid grid = DayGrid.of(day, seconds);
        Channel channel = channel(json);
        Instant revisedAt = revisedAt(json);
        return DayReadings.of(esiid, channel, grid, revisedAt, energy(json, grid), quality(json, grid));
    }

    private static JsonNode json(byte[] message) throws Fault {
        try {
            JsonNode json = JSON.readTree(message);
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException broken) {
            // said below, without the content that the parser's own message quotes
        } catch (IOException impossible) {
            throw new IllegalStateException("bytes in memory can be read", impossible);
        }
        throw new Fault("MESSAGE_UNREADABLE", "", "The message is not one JSON object in UTF-8.");
    }

    private static Esiid esiid(JsonNode json, @Nullable String key) throws Fault {
        String text = json.path("esiid").asText("");
        if (!json.path("esiid").isTextual() || !(Esiid.parse(text) instanceof Esiid.Accepted accepted)) {
            throw new Fault("ESIID_INVALID", "/esiid", "Give the ESIID's 17 or 22 digits as a string.");
        }
        if (!text.equals(key)) {
            throw new Fault("ESIID_MISMATCH", "/esiid", "The message's key must be its ESIID.");
        }
        return accepted.esiid();
    }

    private LocalDate day(JsonNode json) throws Fault {
        LocalDate day;
        try {
            day = LocalDate.parse(json.path("day").asText(""));
        } catch (DateTimeException unreadable) {
            throw new Fault("DATE_INVALID", "/day", "Give the local day as 2026-03-09.");
        }
        if (day.isBefore(earliest)) {
            throw new Fault("DATE_INVALID", "/day", "The first day that is kept is " + earliest + ".");
        }
        if (day.isAfter(LocalDate.ofInstant(now, DayGrid.CENTRAL).plusDays(1))) {
            throw new Fault("DAY_IN_FUTURE", "/day", "The day is in the future.");
        }
        return day;
    }

    private static Channel channel(JsonNode json) throws Fault {
        return switch (json.path("channel").asText("")) {
            case "CONSUMPTION" -> Channel.CONSUMPTION;
            case "SURPLUS_GENERATION" -> Channel.SURPLUS_GENERATION;
            default -> throw new Fault("CHANNEL_UNKNOWN", "/channel", "Write CONSUMPTION or SURPLUS_GENERATION.");
        };
    }

    private static Instant revisedAt(JsonNode json) throws Fault {
        try {
            return OffsetDateTime.parse(json.path("revisedAt").asText("")).toInstant();
        } catch (DateTimeException unreadable) {
            throw new Fault("TIME_INVALID", "/revisedAt", "Give the revision time as 2026-03-10T02:15:00Z.");
        }
    }

    private static int[] energy(JsonNode json, DayGrid grid) throws Fault {
        JsonNode values = json.path("energyWh");
        if (!values.isArray() || values.size() != grid.slots()) {
            throw new Fault(
                    "INTERVAL_COUNT",
                    "/energyWh",
                    "The day has " + grid.slots() + " intervals of " + grid.intervalSeconds() + " s; give one number or"
                            + " null for each.");
        }
        int[] energy = new int[grid.slots()];
        for (int slot = 0; slot < energy.length; slot++) {
            JsonNode value = values.get(slot);
            if (value.isNull()) {
                energy[slot] = DayReadings.NO_READING;
            } else if (!value.isInt()) {
                throw new Fault("ENERGY_INVALID", "/energyWh/" + slot, "Energy is in whole watt-hours, or null.");
            } else if (value.intValue() < 0) {
                throw new Fault(
                        "ENERGY_NEGATIVE",
                        "/energyWh/" + slot,
                        "Surplus has a channel of its own; energy is not negative.");
            } else {
                energy[slot] = value.intValue();
            }
        }
        return energy;
    }

    private static String quality(JsonNode json, DayGrid grid) throws Fault {
        String quality = json.path("quality").asText("");
        if (quality.length() != grid.slots()) {
            throw new Fault(
                    "INTERVAL_COUNT", "/quality", "Give one letter for each of " + grid.slots() + " intervals.");
        }
        for (int slot = 0; slot < quality.length(); slot++) {
            char letter = quality.charAt(slot);
            boolean missing = json.path("energyWh").get(slot).isNull();
            if (missing ? letter != '-' : letter != 'A' && letter != 'E') {
                throw new Fault(
                        "FLAG_UNKNOWN",
                        "/quality",
                        "Interval " + slot
                                + " is marked wrong; write A for actual, E for estimated, - where energyWh is"
                                + " null.");
            }
        }
        return quality;
    }

    /** Why a message was refused: a stable code, where in the message, and a sentence for its sender. */
    static final class Fault extends Exception {

        private static final long serialVersionUID = 1L;

        private final String code;
        private final String place;
        private final String sentence;

        /** @param place JSON pointer; empty for the message as a whole */
        Fault(String code, String place, String sentence) {
            super(code, null, false, false);
            this.code = code;
            this.place = place;
            this.sentence = sentence;
        }

        String code() {
            return code;
        }

        String place() {
            return place;
        }

        String sentence() {
            return sentence;
        }
    }
}
