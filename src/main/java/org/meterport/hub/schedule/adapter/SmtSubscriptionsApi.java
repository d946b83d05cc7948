package org.meterport.hub.schedule.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.api.adapter.FirstAnswers;
import org.meterport.hub.report.Packing;
import org.meterport.hub.report.ReportFormat;
import org.meterport.hub.report.ReportKeys;
import org.meterport.hub.report.ReportKind;
import org.meterport.hub.schedule.MakeSchedule;
import org.meterport.hub.schedule.Schedule;
import org.meterport.hub.schedule.Schedule.Frequency;
import org.meterport.hub.schedule.Schedule.Plan;
import org.meterport.hub.schedule.ScheduleProblem;
import org.meterport.hub.schedule.Schedules;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.usage.ReadIntervals;
import org.meterport.hub.usage.UsageProblem;
import org.meterport.hub.usage.UsageStore.Channels;

/** SMT's calls about subscriptions, which are this hub's schedules. */
public final class SmtSubscriptionsApi {

    private static final int MOST_ROWS = 10_000;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("MM/dd/yyyy", Locale.ROOT).withZone(ZoneId.of("America/Chicago"));

    private final Transactions transactions;
    private final Schedules schedules;
    private final MakeSchedule makeSchedule;
    private final ReportKeys keys;
    private final FirstAnswers firstAnswers;

    public SmtSubscriptionsApi(
            Transactions transactions,
            Schedules schedules,
            MakeSchedule makeSchedule,
            ReportKeys keys,
            FirstAnswers firstAnswers) {
        this.transactions = transactions;
        this.schedules = schedules;
        this.makeSchedule = makeSchedule;
        this.keys = keys;
        this.firstAnswers = firstAnswers;
    }

    /** Operation {@code smt-new-subscription}: daily files, monthly ones for billing months. */
    public ApiReply create(ApiRequest request) {
        JsonNode body = checked(request);
        ReportKind kind = ReportKind.valueOf(word(
                body, "dataType", "INTERVAL", Map.of("INTERVAL", "INTERVALS", "DAILY", "DAILY", "MONTHLY", "MONTHLY")));
        ReportFormat format = ReportFormat.valueOf(
                word(body, "reportFormat", "CSV", Map.of("CSV", "CSV", "LSE", "LSE", "XML", "XML", "JSON", "JSON")));
        Channels channels = Channels.valueOf(
                word(body, "readingType", "C", Map.of("C", "CONSUMPTION", "G", "SURPLUS_GENERATION", "A", "ALL")));
        List<String> esiids = new ArrayList<>();
        JsonNode given = body.has("esiid") ? body.path("esiid") : body.path("ESIID");
        if (given.isTextual()) {
            esiids.add(ReadIntervals.bare(given.asText()));
        }
        given.forEach(one -> esiids.add(ReadIntervals.bare(one.asText())));
        int backfill = body.path("historicalSubscriptionDuration").asInt(0);
        try {
            return firstAnswers.once(request, () -> {
                var plan = new Plan(
                        kind,
                        kind == ReportKind.MONTHLY ? Frequency.MONTHLY : Frequency.DAILY,
                        esiids,
                        channels,
                        format,
                        keys.find(request.thirdParty()).isPresent() ? Packing.PGP : Packing.NONE);
                MakeSchedule.Made made = makeSchedule.make(request.thirdParty(), plan, backfill);
                Map<String, Object> answer = acknowledged(body, made.schedule());
                answer.put(
                        "ESIIDFaultList",
                        made.withoutGrant().stream()
                                .map(esiid -> Map.of("esiid", esiid, "reasonCode", UsageProblem.NO_GRANT.code()))
                                .toList());
                return ApiReply.ok(answer);
            });
        } catch (Rejection refused) {
            if (refused.reason() != ScheduleProblem.ALREADY_ACTIVE) {
                throw refused;
            }
            // SMT's own shape and spelling of this one refusal, which its clients look for
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("trans_id", body.path("trans_id").asText());
            answer.put("CustomerDUNSFaultList", List.of(Map.of("reasonCode", "Subcription is already active")));
            answer.put("errorCode", refused.code());
            answer.put("errorMessage", refused.detail());
            return new ApiReply(400, Map.of(), answer);
        }
    }

    /** Operation {@code smt-un-subscription}. */
    public ApiReply end(ApiRequest request) {
        JsonNode body = checked(request);
        long number = body.path("subscriptionNumber").asLong();
        return firstAnswers.once(request, () -> {
            Schedule schedule = schedules
                    .numbered(number)
                    .orElseThrow(() -> new Rejection(
                            ScheduleProblem.SCHEDULE_UNKNOWN, "You have no such subscription number " + number + "."));
            return ApiReply.ok(acknowledged(body, makeSchedule.end(schedule.id())));
        });
    }

    /** Operation {@code smt-my-subscriptions}. */
    public ApiReply list(ApiRequest request) {
        JsonNode body = checked(request);
        List<Schedule> all =
                transactions.asPartner(request.thirdParty(), () -> schedules.list(Optional.empty(), MOST_ROWS));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("trans_id", body.path("trans_id").asText());
        answer.put(
                "subscriptionList", all.stream().map(SmtSubscriptionsApi::row).toList());
        return ApiReply.ok(answer);
    }

    private static Map<String, Object> row(Schedule schedule) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("subscriptionId", schedule.number());
        row.put(
                "reportType",
                schedule.plan().kind() == ReportKind.INTERVALS
                        ? "INTERVAL"
                        : schedule.plan().kind().name());
        row.put("subscriptionFrequency", schedule.plan().frequency().name());
        row.put("subscriptionType", "SCHEDULE");
        row.put("status", schedule.active() ? "ACTIVE" : "ENDED");
        row.put(
                "lastReportGenerationDate",
                schedule.lastReportAt().map(DAY::format).orElse(""));
        row.put("startDate", DAY.format(schedule.madeAt()));
        return row;
    }

    private static Map<String, Object> acknowledged(JsonNode body, Schedule schedule) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("trans_id", body.path("trans_id").asText());
        answer.put("correlationId", schedule.id());
        answer.put("subscriptionNumber", schedule.number());
        answer.put("statusCode", "0");
        answer.put("statusReason", "Request submitted successfully for further processing");
        return answer;
    }

    private static JsonNode checked(ApiRequest request) {
        JsonNode body = request.body();
        String requester = body.path("requestorID").asText("");
        String user = request.caller().orElseThrow().userName();
        if (!requester.isEmpty() && !requester.equalsIgnoreCase(user)) {
            throw new Rejection(
                    UsageProblem.OTHER_REQUESTER, "requestorID must be the user the token was issued to; it is not.");
        }
        return body;
    }

    private static String word(JsonNode body, String field, String otherwise, Map<String, String> known) {
        String word = body.path(field).asText("").strip().toUpperCase(Locale.ROOT);
        String meant = known.get(word.isEmpty() ? otherwise : word);
        if (meant == null) {
            Set<String> words = new java.util.TreeSet<>(known.keySet());
            throw new Rejection(
                    UsageProblem.VALUE_UNKNOWN,
                    field + " is one of " + String.join(", ", words) + ", not " + ReadIntervals.bare(word) + ".");
        }
        return meant;
    }
}
