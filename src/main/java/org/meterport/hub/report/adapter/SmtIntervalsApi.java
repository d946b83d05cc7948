package org.meterport.hub.report.adapter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.meterport.components.intervalfile.Channel;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.SmtReadingString;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.api.adapter.JsonBodies;
import org.meterport.hub.report.ReportFormat;
import org.meterport.hub.report.ReportKind;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.usage.ReadIntervals;
import org.meterport.hub.usage.ReadIntervals.Found;
import org.meterport.hub.usage.UsageProblem;
import org.meterport.hub.usage.UsageStore.Query;

/**
 * SMT's 15-minute interval call. One ESIID with {@code deliveryMode} {@code API} is answered at once, as JSON or as a
 * Green Button feed; with {@code FTP}, or with more ESIIDs, the request is accepted and a file in the format asked for
 * follows in the Third Party's folder.
 */
public final class SmtIntervalsApi {

    private static final int QUARTER_HOUR = 900;

    private final ReadIntervals readIntervals;
    private final SmtFiles files;
    private final GreenButtonFeeds feeds;
    private final JsonBodies bodies;

    SmtIntervalsApi(ReadIntervals readIntervals, SmtFiles files, GreenButtonFeeds feeds, JsonBodies bodies) {
        this.readIntervals = readIntervals;
        this.files = files;
        this.feeds = feeds;
        this.bodies = bodies;
    }

    /** Operation {@code smt-15-minute-interval-reads}. */
    public ApiReply answer(ApiRequest request) {
        var call = SmtUsageCall.of(request);
        List<String> esiids = call.esiids();
        var from = call.date("startDate");
        var to = call.date("endDate");
        if (call.asksForFile() || esiids.size() != 1) {
            return files.accept(request, call, ReportKind.INTERVALS, esiids, from, to);
        }
        ReportFormat format = call.replyFormat();
        var query = new Query(esiids.get(0), from, to, QUARTER_HOUR, call.channels(), call.allRevisions());
        byte[] body = readIntervals.read(request.thirdParty(), query, request.requestId(), found -> {
            if (found.days().isEmpty()) {
                throw new Rejection(UsageProblem.NO_DATA, none(query, found));
            }
            return format == ReportFormat.XML ? feeds.feed(found.days()) : bodies.of(readings(call, query, found));
        });
        return format == ReportFormat.XML ? GreenButtonFeeds.reply(body) : ApiReply.ok(body);
    }

    private static Map<String, Object> readings(SmtUsageCall call, Query query, Found found) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("trans_id", call.transId());
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
        row.put("DT", SmtUsageCall.DATE.format(day.day()));
        row.put("RevTS", SmtUsageCall.MOMENT.format(day.revisedAt()));
        row.put("RT", day.channel() == Channel.CONSUMPTION ? "C" : "G");
        row.put("RD", SmtReadingString.of(day));
        return row;
    }
}
