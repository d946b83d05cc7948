package org.meterport.hub.portal.adapter;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From the forms for messages to the bodies of the API's operations. */
final class MessageForm {

    static final List<String> CLASSES = List.of(
            "HVAC_COMPRESSOR_OR_FURNACE",
            "STRIP_OR_BASEBOARD_HEAT",
            "WATER_HEATER",
            "POOL_PUMP_OR_SPA",
            "SMART_APPLIANCE",
            "IRRIGATION_PUMP",
            "MANAGED_COMMERCIAL_OR_INDUSTRIAL_LOAD",
            "SIMPLE_MISCELLANEOUS_LOAD",
            "EXTERIOR_LIGHTING",
            "INTERIOR_LIGHTING",
            "ELECTRIC_VEHICLE",
            "GENERATION");

    static final List<String> CRITICALITIES = List.of(
            "GREEN",
            "LEVEL_1",
            "LEVEL_2",
            "LEVEL_3",
            "LEVEL_4",
            "LEVEL_5",
            "EMERGENCY",
            "PLANNED_OUTAGE",
            "SERVICE_DISCONNECT",
            "UTILITY_1",
            "UTILITY_2",
            "UTILITY_3",
            "UTILITY_4",
            "UTILITY_5",
            "UTILITY_6");

    /** Where a refusal stands. */
    static final Map<String, String> FIELDS = Map.of(
            "HAN-101", "addresses",
            "HAN-102", "text",
            "HAN-103", "startsAt",
            "HAN-104", "text",
            "HAN-105", "price",
            "HAN-201", "addresses");

    private static final ZoneId CENTRAL = ZoneId.of("America/Chicago");
    private static final List<String> OFFSETS =
            List.of("coolingOffset", "heatingOffset", "coolingSetPoint", "heatingSetPoint");

    private MessageForm() {}

    static Map<String, String> beginning(String esiid) {
        return Map.of(
                "addresses",
                esiid,
                "durationMinutes",
                "60",
                "importance",
                "LOW",
                "currency",
                "USD",
                "criticality",
                "LEVEL_1",
                "temperatureUnit",
                "FAHRENHEIT",
                "enrollmentGroup",
                "0");
    }

    static String operation(String kind) {
        return switch (kind) {
            case "text" -> "send-text-message";
            case "price" -> "send-price";
            case "load-control" -> "send-load-control";
            default -> "cancel-all-load-control";
        };
    }

    /** Faults of the form itself are noted in it; the rest is the operation's to judge. */
    static Map<String, Object> body(String kind, PortalForm form) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("addresses", addresses(form));
        if (kind.equals("cancel-all")) {
            body.put("randomised", form.has("randomised", "yes"));
            return body;
        }
        start(form, body);
        number(form, body, "durationMinutes");
        if (form.text("durationMinutes").isEmpty()) {
            form.fault("durationMinutes", "Say for how many minutes.");
        }
        switch (kind) {
            case "text" -> {
                body.put("text", form.text("text"));
                body.put("importance", form.text("importance"));
                body.put("confirmationRequired", form.has("confirmationRequired", "yes"));
            }
            case "price" -> {
                body.put("price", form.text("price"));
                text(form, body, "currency");
                text(form, body, "label");
                number(form, body, "tier");
                number(form, body, "tiers");
                number(form, body, "registerTier");
            }
            default -> loadControl(form, body);
        }
        return body;
    }

    private static void loadControl(PortalForm form, Map<String, Object> body) {
        body.put("deviceClasses", form.ticked("deviceClasses"));
        if (form.ticked("deviceClasses").isEmpty()) {
            form.fault("deviceClasses", "Choose at least one class of devices.");
        }
        body.put("criticality", form.text("criticality"));
        body.put("temperatureUnit", form.text("temperatureUnit"));
        number(form, body, "enrollmentGroup");
        number(form, body, "averageLoadPercent");
        number(form, body, "dutyCyclePercent");
        for (String offset : OFFSETS) {
            decimal(form, body, offset);
        }
        for (String end : List.of("randomiseStart", "randomiseEnd")) {
            if (!form.text(end).isEmpty()) {
                body.put(end, form.text(end).equals("yes"));
            }
        }
    }

    /** A line each: the ESIID, and the device's address after it when one device is meant. */
    private static List<Map<String, String>> addresses(PortalForm form) {
        List<Map<String, String>> addresses = new ArrayList<>();
        for (String line : form.text("addresses").lines().toList()) {
            String[] words = line.strip().replaceAll("^'", "").split("[\\s,;]+", 2);
            if (!words[0].isEmpty()) {
                addresses.add(
                        words.length == 1
                                ? Map.of("esiid", words[0])
                                : Map.of("esiid", words[0], "device", words[1].strip()));
            }
        }
        if (addresses.isEmpty()) {
            form.fault("addresses", "Name at least one ESIID, a line each.");
        }
        return addresses;
    }

    /** A browser's local time is taken for Central Time; nothing is now. */
    private static void start(PortalForm form, Map<String, Object> body) {
        String text = form.text("startsAt");
        if (text.isEmpty()) {
            return;
        }
        try {
            body.put(
                    "startsAt",
                    LocalDateTime.parse(text).atZone(CENTRAL).toInstant().toString());
        } catch (DateTimeParseException none) {
            form.fault("startsAt", "Write the time like 2026-07-01T15:30, Central Time, or leave it empty for now.");
        }
    }

    private static void text(PortalForm form, Map<String, Object> body, String name) {
        if (!form.text(name).isEmpty()) {
            body.put(name, form.text(name));
        }
    }

    private static void number(PortalForm form, Map<String, Object> body, String name) {
        form.number(name).ifPresent(value -> body.put(name, value));
    }

    private static void decimal(PortalForm form, Map<String, Object> body, String name) {
        if (form.text(name).isEmpty()) {
            return;
        }
        try {
            body.put(name, new BigDecimal(form.text(name)));
        } catch (NumberFormatException none) {
            form.fault(name, "This is not a number.");
        }
    }
}
