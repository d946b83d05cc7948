package org.meterport.hub.report.adapter;

import java.util.LinkedHashMap;
import java.util.Map;
import org.meterport.hub.api.ApiProblem;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.report.Report;
import org.meterport.hub.report.Reports;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Transactions;

/** The own API's view of reports. */
public final class ReportApi {

    private final Transactions transactions;
    private final Reports reports;

    public ReportApi(Transactions transactions, Reports reports) {
        this.transactions = transactions;
        this.reports = reports;
    }

    /** Operation {@code get-report}; another party's report is as unknown as none. */
    public ApiReply get(ApiRequest request) {
        String id = request.parameter("reportId");
        Report report = transactions
                .asPartner(request.thirdParty(), () -> reports.find(id))
                .orElseThrow(() -> new Rejection(ApiProblem.NOT_FOUND, "There is no report " + id + " of yours."));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", report.id());
        body.put("status", report.status().name());
        body.put("from", report.fromDay().toString());
        body.put("to", report.toDay().toString());
        body.put("esiids", report.esiids().size());
        body.put("fileName", report.fileName());
        report.bytes().ifPresent(bytes -> body.put("bytes", bytes));
        body.put("refused", report.refused());
        body.put("requestedAt", report.requestedAt().toString());
        return ApiReply.ok(body);
    }
}
