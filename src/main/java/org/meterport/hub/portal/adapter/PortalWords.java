package org.meterport.hub.portal.adapter;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How pages say what the API says in code: times as the market's day knows them, statuses as words. */
public final class PortalWords {

    private static final ZoneId CENTRAL = ZoneId.of("America/Chicago");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MMM d, yyyy, h:mm a z", Locale.US).withZone(CENTRAL);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("MMM d, yyyy", Locale.US).withZone(CENTRAL);

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("ENERGY_DATA", "Energy data"),
            Map.entry("IN_HOME_DEVICE", "In-home device"),
            Map.entry("IN_HOME_DEVICE_SERVICES", "In-home device services"),
            Map.entry("INTERVAL", "15-minute"),
            Map.entry("INTERVALS", "15-minute intervals"),
            Map.entry("PENDING", "Waiting for an answer"),
            Map.entry("SENT", "Mail sent"),
            Map.entry("BOUNCED", "Mail came back"),
            Map.entry("QUEUED", "Queued"),
            Map.entry("TERMINATED_BY_CUSTOMER", "Ended by the customer"),
            Map.entry("TERMINATED_BY_TP", "Ended by you"),
            Map.entry("TERMINATED_MOVE_OUT", "Ended: customer moved out"),
            Map.entry("TERMINATED_TP_REVOKED", "Ended: company suspended"),
            Map.entry("SURPLUS_GENERATION", "Surplus generation"),
            Map.entry("ALL", "Both directions"),
            Map.entry("EMPTY", "No data"),
            Map.entry("METERS", "Meter attributes"),
            Map.entry("PREMISES", "Premise attributes"),
            Map.entry("DAILY", "Daily"),
            Map.entry("MONTHLY", "Monthly"),
            Map.entry("SENT_TO_METER", "Sent to the meter"),
            Map.entry("JOIN_OPEN", "Waiting for the device"),
            Map.entry("JOIN_TIMEOUT", "Device did not join"),
            Map.entry("REMOVE_REQUESTED", "Being removed"),
            Map.entry("HEADEND_ACCEPTED", "Taken by the head-end"),
            Map.entry("ESI_DELIVERED", "At the meter"),
            Map.entry("DEVICE_DELIVERED", "At the device"),
            Map.entry("REJECTED_BY_HEADEND", "Refused by the head-end"),
            Map.entry("REJECTED_BY_HUB", "Refused by the hub"),
            Map.entry("ESI_UNREACHABLE", "Meter unreachable"),
            Map.entry("NO_DEVICE", "No such device there"),
            Map.entry("API_KEYS", "API keys"),
            Map.entry("TEXT", "Text"),
            Map.entry("CSV", "CSV"),
            Map.entry("API", "API"),
            Map.entry("FILE", "File"),
            Map.entry("PORTAL", "This portal"),
            Map.entry("WITHHELD", "Not delivered"),
            Map.entry("LSE", "LSE"),
            Map.entry("JSON", "JSON"),
            Map.entry("XML", "XML (Green Button)"),
            Map.entry("ZIP", "ZIP"),
            Map.entry("PGP", "PGP"),
            Map.entry("HVAC_COMPRESSOR_OR_FURNACE", "HVAC compressor or furnace"),
            Map.entry("TP", "You"),
            Map.entry("THIRD_PARTY", "You"),
            Map.entry("REVOKED", "Removed"));

    private static final Set<String> GOOD = Set.of(
            "ACTIVE", "ACCEPTED", "DELIVERED", "JOINED", "COMPLETED", "DEVICE_DELIVERED", "STARTED", "ESI_DELIVERED");
    private static final Set<String> BAD = Set.of(
            "FAILED",
            "BOUNCED",
            "REJECTED",
            "JOIN_TIMEOUT",
            "SUSPENDED",
            "REJECTED_BY_HEADEND",
            "REJECTED_BY_HUB",
            "ESI_UNREACHABLE",
            "NO_DEVICE",
            "DEVICE_UNREACHABLE",
            "DEVICE_REJECTED",
            "UNKNOWN",
            "REVOKED");
    private static final Set<String> WAITING = Set.of(
            "PENDING",
            "QUEUED",
            "RUNNING",
            "REQUESTED",
            "SENT_TO_METER",
            "JOIN_OPEN",
            "REMOVE_REQUESTED",
            "RECEIVED",
            "HEADEND_ACCEPTED",
            "REGISTERED");

    /** A moment, in the market's time; a dash where there is none. */
    public String time(@Nullable Object rfc3339) {
        return rfc3339 == null ? "–" : TIME.format(Instant.parse(String.valueOf(rfc3339)));
    }

    /** The local day of a moment, or a day as it stands. */
    public String day(@Nullable Object text) {
        if (text == null) {
            return "–";
        }
        String day = String.valueOf(text);
        return day.length() == 10 ? DAY.format(LocalDate.parse(day)) : DAY.format(Instant.parse(day));
    }

    /** A code of the API in words. */
    public String word(@Nullable Object code) {
        if (code == null) {
            return "–";
        }
        String text = String.valueOf(code);
        String known = WORDS.get(text);
        if (known != null) {
            return known;
        }
        String plain = text.toLowerCase(Locale.ROOT).replace('_', ' ');
        return plain.isEmpty() ? plain : Character.toUpperCase(plain.charAt(0)) + plain.substring(1);
    }

    /** Codes in words, joined. */
    public String words(@Nullable Object codes) {
        return codes instanceof List<?> list
                ? String.join(", ", list.stream().map(this::word).toList())
                : "–";
    }

    /** The badge's colour; it says nothing that the word does not say. */
    public String tone(@Nullable Object code) {
        String text = String.valueOf(code);
        if (GOOD.contains(text)) {
            return "badge";
        }
        return BAD.contains(text) ? "badge bad" : WAITING.contains(text) ? "badge warn" : "badge quiet";
    }

    /** ESIIDs for a list: the first two, and how many more. */
    public String some(@Nullable Object esiids) {
        if (!(esiids instanceof List<?> list)) {
            return "–";
        }
        String first =
                String.join(", ", list.stream().limit(2).map(String::valueOf).toList());
        return list.size() <= 2 ? first : first + " and " + (list.size() - 2) + " more";
    }

    /** Watt-hours as kilowatt-hours. */
    public String kwh(@Nullable Object wattHours) {
        return wattHours instanceof Number number
                ? String.format(Locale.US, "%,.3f", number.longValue() / 1000.0)
                : "–";
    }

    /** A count with its thousands apart. */
    public String count(@Nullable Object number) {
        return number instanceof Number some ? String.format(Locale.US, "%,d", some.longValue()) : "0";
    }

    /** Bytes for people. */
    public String size(@Nullable Object bytes) {
        if (!(bytes instanceof Number number)) {
            return "–";
        }
        long size = number.longValue();
        if (size < 1024) {
            return size + " bytes";
        }
        return size < 1024 * 1024
                ? String.format(Locale.US, "%.1f KB", size / 1024.0)
                : String.format(Locale.US, "%.1f MB", size / 1048576.0);
    }
}
