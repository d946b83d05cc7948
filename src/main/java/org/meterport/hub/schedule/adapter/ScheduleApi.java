package org.meterport.hub.schedule.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.api.adapter.FirstAnswers;
import org.meterport.hub.report.Packing;
import org.meterport.hub.report.ReportFormat;
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

/** The own API's view of schedules. */
public final class ScheduleApi {

    private static final int USUAL_PAGE = 100;

    private final Transactions transactions;
    private final Schedules schedules;
    private final MakeSchedule makeSchedule;
    private final FirstAnswers firstAnswers;

    public ScheduleApi(
            Transactions transactions, Schedules schedules, MakeSchedule makeSchedule, FirstAnswers firstAnswers) {
        this.transactions = transactions;
        this.schedules = schedules;
        this.makeSchedule = makeSchedule;
        this.firstAnswers = firstAnswers;
    }

    /** Operation {@code create-schedule}. */
    public ApiReply create(ApiRequest request) {
        JsonNode body = request.body();
        List<String> esiids = new ArrayList<>();
        body.path("esiids").forEach(one -> esiids.add(ReadIntervals.bare(one.asText())));
        var plan = new Plan(
                ReportKind.valueOf(body.path("kind").asText()),
                Frequency.valueOf(body.path("frequency").asText()),
                esiids.stream().distinct().toList(),
                Channels.valueOf(body.path("channel").asText(Channels.CONSUMPTION.name())),
                ReportFormat.valueOf(body.path("format").asText(ReportFormat.CSV.name())),
                Packing.valueOf(body.path("packing").asText(Packing.NONE.name())));
        return firstAnswers.once(request, () -> {
            MakeSchedule.Made made = makeSchedule.make(
                    request.thirdParty(), plan, body.path("backfillMonths").asInt(0));
            Map<String, Object> view = view(made.schedule());
            view.put(
                    "refused",
                    made.withoutGrant().stream()
                            .map(esiid -> Map.of(
                                    "esiid",
                                    esiid,
                                    "code",
                                    UsageProblem.NO_GRANT.code(),
                                    "detail",
                                    "There is no live continuous energy data agreement for it."))
                            .toList());
            return new ApiReply(
                    201,
                    Map.of("Location", "/api/v1/schedules/" + made.schedule().id()),
                    view);
        });
    }

    /** Operation {@code get-schedule}. */
    public ApiReply get(ApiRequest request) {
        String id = request.parameter("scheduleId");
        return ApiReply.ok(view(transactions.asPartner(
                request.thirdParty(),
                () -> schedules
                        .find(id)
                        .orElseThrow(() ->
                                new Rejection(ScheduleProblem.SCHEDULE_UNKNOWN, "You have no schedule " + id + ".")))));
    }

    /** Operation {@code list-schedules}: the newest first. */
    public ApiReply list(ApiRequest request) {
        int limit = Integer.parseInt(request.parameters().getOrDefault("limit", String.valueOf(USUAL_PAGE)));
        Optional<String> before = Optional.ofNullable(request.parameters().get("cursor"));
        List<Schedule> found = transactions.asPartner(request.thirdParty(), () -> schedules.list(before, limit + 1));
        List<Schedule> shown = found.subList(0, Math.min(limit, found.size()));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("items", shown.stream().map(ScheduleApi::view).toList());
        if (found.size() > limit) {
            body.put("nextCursor", shown.get(shown.size() - 1).id());
        }
        return ApiReply.ok(body);
    }

    /** Operation {@code end-schedule}; ending it again changes nothing. */
    public ApiReply end(ApiRequest request) {
        String id = request.parameter("scheduleId");
        return firstAnswers.once(request, () -> ApiReply.ok(view(makeSchedule.end(id))));
    }

    private static Map<String, Object> view(Schedule schedule) {
        Plan plan = schedule.plan();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", schedule.id());
        body.put("status", schedule.active() ? "ACTIVE" : "ENDED");
        body.put("kind", plan.kind().name());
        body.put("frequency", plan.frequency().name());
        body.put("allEsiids", plan.esiids().isEmpty());
        body.put("esiids", plan.esiids());
        body.put("channel", plan.channels().name());
        body.put("format", plan.format().name());
        body.put("packing", plan.packing().name());
        body.put("firstDay", schedule.firstDay().toString());
        body.put("coveredTo", schedule.coveredTo().toString());
        body.put("createdAt", schedule.madeAt().toString());
        schedule.lastReportAt().ifPresent(at -> body.put("lastReportAt", at.toString()));
        return body;
    }
}
