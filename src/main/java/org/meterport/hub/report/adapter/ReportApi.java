package org.meterport.hub.report.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterport.components.intervalfile.DayGrid;
import org.meterport.hub.api.ApiProblem;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.api.adapter.FirstAnswers;
import org.meterport.hub.report.Packing;
import org.meterport.hub.report.Report;
import org.meterport.hub.report.ReportFormat;
import org.meterport.hub.report.ReportKey;
import org.meterport.hub.report.ReportKeys;
import org.meterport.hub.report.ReportKind;
import org.meterport.hub.report.ReportOrder;
import org.meterport.hub.report.Reports;
import org.meterport.hub.report.RequestReport;
import org.meterport.hub.report.SetReportKey;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.usage.ReadIntervals;
import org.meterport.hub.usage.UsageProblem;
import org.meterport.hub.usage.UsageStore.Channels;

/** The own API's view of reports. */
public final class ReportApi {

    private static final int USUAL_PAGE = 100;

    private final Transactions transactions;
    private final Reports reports;
    private final ReportKeys keys;
    private final RequestReport requestReport;
    private final SetReportKey setReportKey;
    private final FirstAnswers firstAnswers;
    private final InstantSource clock;

    public ReportApi(
            Transactions transactions,
            Reports reports,
            ReportKeys keys,
            RequestReport requestReport,
            SetReportKey setReportKey,
            FirstAnswers firstAnswers,
            InstantSource clock) {
        this.transactions = transactions;
        this.reports = reports;
        this.keys = keys;
        this.requestReport = requestReport;
        this.setReportKey = setReportKey;
        this.firstAnswers = firstAnswers;
        this.clock = clock;
    }

    /** Operation {@code request-report}. */
    public ApiReply request(ApiRequest request) {
        ReportOrder order = order(request.body());
        return firstAnswers.once(request, () -> {
            Report report = requestReport.accept(request.thirdParty(), order);
            return ApiReply.accepted("/api/v1/reports/" + report.id(), view(report));
        });
    }

    /** Operation {@code get-report}; another party's report is as unknown as none. */
    public ApiReply get(ApiRequest request) {
        String id = request.parameter("reportId");
        return ApiReply.ok(view(transactions
                .asPartner(request.thirdParty(), () -> reports.find(id))
                .orElseThrow(() -> new Rejection(ApiProblem.NOT_FOUND, "There is no report " + id + " of yours."))));
    }

    /** Operation {@code list-reports}: the newest first. */
    public ApiReply list(ApiRequest request) {
        int limit = Integer.parseInt(request.parameters().getOrDefault("limit", String.valueOf(USUAL_PAGE)));
        Optional<String> before = Optional.ofNullable(request.parameters().get("cursor"));
        List<Report> found = transactions.asPartner(request.thirdParty(), () -> reports.list(before, limit + 1));
        List<Report> shown = found.subList(0, Math.min(limit, found.size()));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("items", shown.stream().map(ReportApi::view).toList());
        if (found.size() > limit) {
            body.put("nextCursor", shown.get(shown.size() - 1).id());
        }
        return ApiReply.ok(body);
    }

    /** Operation {@code set-report-key}. */
    public ApiReply setKey(ApiRequest request) {
        return ApiReply.ok(view(setReportKey.set(
                request.thirdParty(), request.body().path("publicKey").asText())));
    }

    /** Operation {@code get-report-key}. */
    public ApiReply getKey(ApiRequest request) {
        return ApiReply.ok(view(transactions
                .asPartner(request.thirdParty(), () -> keys.find(request.thirdParty()))
                .orElseThrow(() -> new Rejection(ApiProblem.NOT_FOUND, "You have put no report key here yet."))));
    }

    private ReportOrder order(JsonNode body) {
        List<String> esiids = new ArrayList<>();
        body.path("esiids").forEach(one -> esiids.add(ReadIntervals.bare(one.asText())));
        ReportKind kind = ReportKind.valueOf(body.path("kind").asText());
        LocalDate today = LocalDate.ofInstant(clock.instant(), DayGrid.CENTRAL);
        // attributes are as they stand now
        boolean now = kind.data().isEmpty();
        return new ReportOrder(
                kind,
                esiids,
                now ? today : day(body, "from"),
                now ? today : day(body, "to"),
                Channels.valueOf(body.path("channel").asText(Channels.CONSUMPTION.name())),
                body.path("revisions").asText("latest").equals("all"),
                ReportFormat.valueOf(body.path("format").asText(ReportFormat.CSV.name())),
                Packing.valueOf(body.path("packing").asText(Packing.NONE.name())));
    }

    private static LocalDate day(JsonNode body, String name) {
        try {
            return LocalDate.parse(body.path(name).asText());
        } catch (DateTimeParseException unreadable) {
            throw new Rejection(UsageProblem.DATE_INVALID, name + " is a local day like 2026-03-09.");
        }
    }

    private static Map<String, Object> view(Report report) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", report.id());
        body.put("status", report.status().name());
        ReportOrder order = report.order();
        body.put("kind", order.kind().name());
        body.put("from", order.from().toString());
        body.put("to", order.to().toString());
        body.put("channel", order.channels().name());
        body.put("revisions", order.allRevisions() ? "all" : "latest");
        body.put("format", order.format().name());
        body.put("packing", order.packing().name());
        body.put("esiids", report.esiids().size());
        body.put("done", report.done());
        body.put("percent", report.percent());
        body.put("fileName", report.fileName());
        report.schedule().ifPresent(schedule -> body.put("scheduleId", schedule));
        report.bytes().ifPresent(bytes -> body.put("bytes", bytes));
        body.put("refused", report.refused());
        report.failure().ifPresent(failure -> body.put("failure", failure));
        body.put("requestedAt", report.requestedAt().toString());
        return body;
    }

    private static Map<String, Object> view(ReportKey key) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("fingerprint", key.fingerprint());
        body.put("publicKey", key.armored());
        body.put("setAt", key.setAt().toString());
        return body;
    }
}
