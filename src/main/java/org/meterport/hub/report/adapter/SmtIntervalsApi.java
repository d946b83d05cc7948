package org.meterport.hub.report.adapter;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.stream.Collectors;
import org.meterport.components.intervalfile.Channel;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.SmtReadingString;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.api.adapter.FirstAnswers;
import org.meterport.hub.report.Report;
import org.meterport.hub.report.RequestReport;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.usage.ReadIntervals;
import org.meterport.hub.usage.ReadIntervals.Found;
import org.meterport.hub.usage.UsageProblem;
import org.meterport.hub.usage.UsageStore.Channels;
import org.meterport.hub.usage.UsageStore.Query;

/**
 * SMT's 15-minute interval call. One ESIID with {@code deliveryMode} {@code API} is answered at once; with {@code FTP},
 * or with more ESIIDs, the request is accepted and a file follows in the Third Party's folder.
 */
public final class SmtIntervalsApi {

    private static final int QUARTER_HOUR = 900;
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("MM/dd/uuuu", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("MM/dd/uuuu HH:mm:ss", Locale.ROOT).withZone(ZoneId.of("America/Chicago"));

    private final ReadIntervals readIntervals;
    private final RequestReport requestReport;
    private final FirstAnswers firstAnswers;

    public SmtIntervalsApi(ReadIntervals readIntervals, RequestReport requestReport, FirstAnswers firstAnswers) {
        this.readIntervals = readIntervals;
        this.requestReport = requestReport;
        this.firstAnswers = firstAnswers;
    }

    /** Operation {@code smt-15-minute-interval-reads}. */
    public ApiReply answer(ApiRequest request) {
        JsonNode body = request.body();
        refuseOtherRequester(request, body);
        List<String> esiids = esiids(body);
        LocalDate from = date(body, "startDate");
        LocalDate to = date(body, "endDate");
        Channels channels = channels(body);
        boolean all = word(body, "version", "L", List.of("L", "A")).equals("A");
        // two public clients name the format here; they expect the data in the reply
        String mode = word(body, "deliveryMode", "API", List.of("API", "FTP", "JSON"));
        if (mode.equals("FTP") || esiids.size() != 1) {
            return firstAnswers.once(
                    request,
                    () -> ApiReply.ok(accepted(
                            body, requestReport.accept(request.thirdParty(), esiids, from, to, channels, all))));
        }
        var query = new Query(esiids.get(0), from, to, QUARTER_HOUR, channels, all);
        return ApiReply.ok(readings(body, query, readIntervals.read(request.thirdParty(), query, request.requestId())));
    }

    private static Map<String, Object> readings(JsonNode body, Query query, Found found) {
        if (found.days().isEmpty()) {
            throw new Rejection(UsageProblem.NO_DATA, none(query, found));
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("trans_id", body.path("trans_id").asText());
        answer.put("esiid", query.esiid());
        answer.put(
                "energyData",
                found.days().stream().map(SmtIntervalsApi::energyData).toList());
        return answer;
    }

    private static String none(Query query, Found found) {
        if (found.intervalLengths().isEmpty()) {
            return "No data received from the TDSP for these days.";
        }
        String lengths = found.intervalLengths().stream()
                .map(seconds -> seconds / 60 + "-minute")
                .collect(Collectors.joining(" and "));
        return "This ESIID has no 15-minute readings from " + query.from() + " to " + query.to() + ", but " + lengths
                + " ones; read those with GET /api/v1/usage/" + query.esiid() + "/intervals.";
    }

    private static Map<String, Object> energyData(DayReadings day) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("DT", DATE.format(day.day()));
        row.put("RevTS", MOMENT.format(day.revisedAt()));
        row.put("RT", day.channel() == Channel.CONSUMPTION ? "C" : "G");
        row.put("RD", SmtReadingString.of(day));
        return row;
    }

    private static Map<String, Object> accepted(JsonNode body, Report report) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("trans_id", body.path("trans_id").asText());
        answer.put("correlationId", report.id());
        answer.put("statusCode", "0");
        answer.put("statusReason", "Request submitted successfully for further processing");
        return answer;
    }

    private static void refuseOtherRequester(ApiRequest request, JsonNode body) {
        String requester = body.path("requestorID").asText("");
        String user = request.caller().orElseThrow().userName();
        if (!requester.isEmpty() && !requester.equalsIgnoreCase(user)) {
            throw new Rejection(
                    UsageProblem.OTHER_REQUESTER, "requestorID must be the user the token was issued to; it is not.");
        }
    }

    /** One ESIID is judged here; of several, one that is none becomes a line of the report's status. */
    private static List<String> esiids(JsonNode body) {
        JsonNode given = body.has("esiid") ? body.path("esiid") : body.path("ESIID");
        if (!given.isArray()) {
            return List.of(ReadIntervals.esiid(given.asText()));
        }
        if (given.size() == 1) {
            return List.of(ReadIntervals.esiid(given.get(0).asText()));
        }
        List<String> esiids = new ArrayList<>();
        given.forEach(one -> esiids.add(ReadIntervals.bare(one.asText())));
        return esiids;
    }

    private static LocalDate date(JsonNode body, String field) {
        String text = body.path(field).asText();
        try {
            return LocalDate.parse(text, DATE);
        } catch (DateTimeParseException unreadable) {
            throw new Rejection(
                    UsageProblem.DATE_INVALID, field + " is not a date in the format MM/dd/yyyy, as 03/09/2026 is.");
        }
    }

    private static Channels channels(JsonNode body) {
        return switch (word(body, "readingType", "C", List.of("C", "G", "A"))) {
            case "G" -> Channels.SURPLUS_GENERATION;
            case "A" -> Channels.ALL;
            default -> Channels.CONSUMPTION;
        };
    }

    private static String word(JsonNode body, String field, String otherwise, List<String> known) {
        String word = body.path(field).asText(otherwise).strip().toUpperCase(Locale.ROOT);
        if (!known.contains(word)) {
            throw new Rejection(
                    UsageProblem.VALUE_UNKNOWN,
                    field + " is one of " + String.join(", ", known) + ", not " + ReadIntervals.bare(word) + ".");
        }
        return word;
    }
}
