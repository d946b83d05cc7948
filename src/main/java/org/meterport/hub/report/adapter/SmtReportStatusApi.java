package org.meterport.hub.report.adapter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meterport.hub.api.ApiProblem;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.report.Report;
import org.meterport.hub.report.Reports;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Transactions;

/** SMT's call for the status of what was asked for: {@code PEN} while it is under way, {@code 0} when it is done. */
public final class SmtReportStatusApi {

    private final Transactions transactions;
    private final Reports reports;

    SmtReportStatusApi(Transactions transactions, Reports reports) {
        this.transactions = transactions;
        this.reports = reports;
    }

    /** Operation {@code smt-report-request-status}. */
    public ApiReply status(ApiRequest request) {
        var call = SmtUsageCall.of(request);
        String unused = call.word("serviceType", "ADHOC", List.of("ADHOC", "SUBSCRIPTION"));
        String id = call.text("correlationId");
        Report report = transactions
                .asPartner(request.thirdParty(), () -> reports.find(id))
                .orElseThrow(() -> new Rejection(
                        ApiProblem.NOT_FOUND, "You have no request with the correlationId you gave; check it."));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("trans_id", call.transId());
        answer.put("correlationId", report.id());
        switch (report.status()) {
            case QUEUED, RUNNING -> {
                answer.put("statusCode", "PEN");
                answer.put("statusReason", "Pending - " + report.percent() + " percent done");
            }
            case DELIVERED -> {
                answer.put("statusCode", "0");
                answer.put("statusReason", "Completed - the file is in your folder");
                answer.put("fileName", report.fileName());
            }
            case EMPTY -> {
                answer.put("statusCode", "0");
                answer.put("statusReason", "Completed - there was nothing to put into a file");
            }
            case FAILED -> {
                var failure = report.failure().orElseThrow();
                answer.put("statusCode", failure.code());
                answer.put("statusReason", failure.detail());
            }
        }
        answer.put("percentComplete", report.percent());
        answer.put(
                "ESIIDFaultList",
                report.refused().stream()
                        .map(one -> Map.of("esiid", one.esiid(), "reasonCode", one.code(), "reason", one.detail()))
                        .toList());
        return ApiReply.ok(answer);
    }
}
