package org.meterport.hub.report.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.report.Packing;
import org.meterport.hub.report.Report;
import org.meterport.hub.report.ReportFormat;
import org.meterport.hub.report.ReportKeys;
import org.meterport.hub.report.ReportKind;
import org.meterport.hub.report.ReportOrder;
import org.meterport.hub.report.ReportProblem;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.usage.ReadIntervals;
import org.meterport.hub.usage.UsageProblem;
import org.meterport.hub.usage.UsageStore.Channels;

/**
 * One of SMT's usage calls, read with the tolerance its clients count on: codes in any case, an ESIID as text or list
 * under each of the names in use, a format where the delivery mode belongs.
 *
 * @param body as it came, and it keeps the contract
 */
record SmtUsageCall(JsonNode body) {

    static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("MM/dd/uuuu", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("MM/dd/uuuu HH:mm:ss", Locale.ROOT).withZone(ZoneId.of("America/Chicago"));

    private static final List<String> ESIID_NAMES = List.of("esiid", "ESIID", "ESIIDList", "ESIIDMeterList");

    /**
     * The call of whoever the token is for.
     *
     * @throws Rejection {@link UsageProblem#OTHER_REQUESTER}
     */
    static SmtUsageCall of(ApiRequest request) {
        JsonNode body = request.body();
        String requester = body.path("requestorID").asText("");
        String user = request.caller().orElseThrow().userName();
        if (!requester.isEmpty() && !requester.equalsIgnoreCase(user)) {
            throw new Rejection(
                    UsageProblem.OTHER_REQUESTER, "requestorID must be the user the token was issued to; it is not.");
        }
        return new SmtUsageCall(body);
    }

    /** The same call, for the one format its operation has; what it says of formats does not count. */
    SmtUsageCall as(ReportFormat format) {
        ObjectNode copy = body.deepCopy();
        copy.put("reportFormat", format.name());
        return new SmtUsageCall(copy);
    }

    boolean has(String field) {
        return !text(field).isEmpty();
    }

    String text(String field) {
        return body.path(field).asText().strip();
    }

    /** One ESIID is judged here; of several, one that is none becomes a line of the report's status. */
    List<String> esiids() {
        JsonNode given = ESIID_NAMES.stream()
                .filter(body::has)
                .findFirst()
                .map(body::path)
                .orElseGet(() -> body.path("esiid"));
        if (!given.isArray()) {
            return List.of(ReadIntervals.esiid(esiid(given)));
        }
        if (given.size() == 1) {
            return List.of(ReadIntervals.esiid(esiid(given.get(0))));
        }
        List<String> esiids = new ArrayList<>();
        given.forEach(one -> esiids.add(ReadIntervals.bare(esiid(one))));
        return esiids;
    }

    private static String esiid(JsonNode esiid) {
        if (esiid.isObject()) {
            return esiid.has("esiid")
                    ? esiid.path("esiid").asText()
                    : esiid.path("ESIID").asText();
        }
        return esiid.asText();
    }

    LocalDate date(String field) {
        try {
            return LocalDate.parse(body.path(field).asText(), DATE);
        } catch (DateTimeParseException unreadable) {
            throw new Rejection(
                    UsageProblem.DATE_INVALID, field + " is not a date in the format MM/dd/yyyy, as 03/09/2026 is.");
        }
    }

    boolean allRevisions() {
        return word("version", "L", List.of("L", "A")).equals("A");
    }

    Channels channels() {
        return switch (word("readingType", "C", List.of("C", "G", "A"))) {
            case "G" -> Channels.SURPLUS_GENERATION;
            case "A" -> Channels.ALL;
            default -> Channels.CONSUMPTION;
        };
    }

    /**
     * Whether a file is asked for. Two public clients name the format here; they expect the data in the reply. Usage is
     * not mailed: what is asked for as {@code EML} comes into the folder.
     */
    boolean asksForFile() {
        return mode().equals("FTP") || mode().equals("EML");
    }

    private String mode() {
        return word("deliveryMode", "API", List.of("API", "EML", "FTP", "JSON", "XML"));
    }

    /** The format asked for; where none is, what the way of delivery has by nature. */
    ReportFormat format(boolean file) {
        String natural = file ? "CSV" : mode().equals("XML") ? "XML" : "JSON";
        return ReportFormat.valueOf(word("reportFormat", natural, List.of("CSV", "XML", "JSON", "LSE")));
    }

    /**
     * The format of a reply.
     *
     * @throws Rejection for one that comes as a file only
     */
    ReportFormat replyFormat() {
        ReportFormat format = format(false);
        if (format != ReportFormat.JSON && format != ReportFormat.XML) {
            throw new Rejection(
                    UsageProblem.VALUE_UNKNOWN,
                    "reportFormat " + format
                            + " comes as a file; ask for JSON or XML here, or set deliveryMode to FTP.");
        }
        if (format == ReportFormat.XML && allRevisions()) {
            throw new Rejection(
                    ReportProblem.FORMAT_UNFIT, "XML (Green Button) shows the latest revision only; set version to L.");
        }
        return format;
    }

    /** What to put into a file. It is encrypted if the Third Party has put a key on record, as SMT's files are. */
    ReportOrder order(
            ReportKind kind, List<String> esiids, LocalDate from, LocalDate to, ThirdPartyId party, ReportKeys keys) {
        ReportFormat format = format(true);
        Packing packing = Packing.NONE;
        if (keys.find(party).isPresent()) {
            packing = Packing.PGP;
        } else if (format == ReportFormat.XML && esiids.size() > 1) {
            packing = Packing.ZIP;
        }
        return new ReportOrder(kind, esiids, from, to, channels(), allRevisions(), format, packing);
    }

    /** SMT's acknowledgement of a file that will follow. */
    Map<String, Object> accepted(Report report) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("trans_id", transId());
        answer.put("correlationId", report.id());
        answer.put("statusCode", "0");
        answer.put("statusReason", "Request submitted successfully for further processing");
        return answer;
    }

    String transId() {
        return body.path("trans_id").asText();
    }

    String word(String field, String otherwise, List<String> known) {
        String word = body.path(field).asText(otherwise).strip().toUpperCase(Locale.ROOT);
        if (word.isEmpty()) {
            return otherwise;
        }
        if (!known.contains(word)) {
            throw new Rejection(
                    UsageProblem.VALUE_UNKNOWN,
                    field + " is one of " + String.join(", ", known) + ", not " + ReadIntervals.bare(word) + ".");
        }
        return word;
    }
}
