package org.meterport.hub.report.adapter;

import java.time.LocalDate;
import java.util.List;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.api.adapter.FirstAnswers;
import org.meterport.hub.report.ReportKeys;
import org.meterport.hub.report.ReportKind;
import org.meterport.hub.report.RequestReport;

/** SMT's calls that end in a file: the same {@code trans_id} with the same body gets the first acknowledgement again. */
final class SmtFiles {

    private final RequestReport requestReport;
    private final ReportKeys keys;
    private final FirstAnswers firstAnswers;

    SmtFiles(RequestReport requestReport, ReportKeys keys, FirstAnswers firstAnswers) {
        this.requestReport = requestReport;
        this.keys = keys;
        this.firstAnswers = firstAnswers;
    }

    ApiReply accept(
            ApiRequest request, SmtUsageCall call, ReportKind kind, List<String> esiids, LocalDate from, LocalDate to) {
        return firstAnswers.once(
                request,
                () -> ApiReply.ok(call.accepted(requestReport.accept(
                        request.thirdParty(), call.order(kind, esiids, from, to, request.thirdParty(), keys)))));
    }
}
