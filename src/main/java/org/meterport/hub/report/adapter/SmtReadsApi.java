package org.meterport.hub.report.adapter;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.meterport.components.intervalfile.BillingMonth;
import org.meterport.components.intervalfile.DayGrid;
import org.meterport.components.intervalfile.RegisterCsvWriter;
import org.meterport.components.intervalfile.RegisterRead;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.api.adapter.JsonBodies;
import org.meterport.hub.report.ReportFormat;
import org.meterport.hub.report.ReportKind;
import org.meterport.hub.report.ReportProblem;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.usage.PremiseAttributes;
import org.meterport.hub.usage.ReadIntervals;
import org.meterport.hub.usage.ReadRegisters;
import org.meterport.hub.usage.RegisterStore;
import org.meterport.hub.usage.UsageProblem;
import org.meterport.hub.usage.UsageStore;

/**
 * SMT's calls for daily reads, billing months, Green Button, meters and premises: at once for one ESIID, as a file for
 * more or where {@code deliveryMode} is {@code FTP}.
 */
public final class SmtReadsApi {

    private static final int QUARTER_HOUR = 900;

    /** What a Green Button call without dates reaches back to. */
    private static final int GREEN_BUTTON_MONTHS = 13;

    private final SmtFiles files;
    private final ReadRegisters readRegisters;
    private final ReadIntervals readIntervals;
    private final GreenButtonFeeds feeds;
    private final JsonBodies bodies;
    private final InstantSource clock;

    SmtReadsApi(
            SmtFiles files,
            ReadRegisters readRegisters,
            ReadIntervals readIntervals,
            GreenButtonFeeds feeds,
            JsonBodies bodies,
            InstantSource clock) {
        this.files = files;
        this.readRegisters = readRegisters;
        this.readIntervals = readIntervals;
        this.feeds = feeds;
        this.bodies = bodies;
        this.clock = clock;
    }

    /** Operation {@code smt-daily-reads}. */
    public ApiReply daily(ApiRequest request) {
        var call = SmtUsageCall.of(request);
        List<String> esiids = call.esiids();
        var query = query(call, esiids);
        if (call.asksForFile() || esiids.size() != 1) {
            return files.accept(request, call, ReportKind.DAILY, esiids, query.from(), query.to());
        }
        refuseOtherThanJson(call);
        return ApiReply.ok(readRegisters.reads(
                request.thirdParty(),
                query,
                request.requestId(),
                reads -> rows(
                        call,
                        query.esiid(),
                        "registeredReads",
                        reads.stream().map(SmtReadsApi::row).toList())));
    }

    /** Operation {@code smt-monthly-billing-information}. */
    public ApiReply monthly(ApiRequest request) {
        var call = SmtUsageCall.of(request);
        List<String> esiids = call.esiids();
        var query = query(call, esiids);
        if (call.asksForFile() || esiids.size() != 1) {
            return files.accept(request, call, ReportKind.MONTHLY, esiids, query.from(), query.to());
        }
        refuseOtherThanJson(call);
        return ApiReply.ok(readRegisters.months(
                request.thirdParty(),
                query,
                request.requestId(),
                months -> rows(
                        call,
                        query.esiid(),
                        "billingdata",
                        months.stream().map(SmtReadsApi::row).toList())));
    }

    /** Operation {@code smt-green-button}: a feed whatever {@code reportFormat} says; 13 months without dates. */
    public ApiReply greenButton(ApiRequest request) {
        var call = SmtUsageCall.of(request).as(ReportFormat.XML);
        List<String> esiids = call.esiids();
        LocalDate from = call.has("startDate") ? call.date("startDate") : today().minusMonths(GREEN_BUTTON_MONTHS);
        LocalDate to = call.has("endDate") ? call.date("endDate") : today();
        if (call.asksForFile() || esiids.size() != 1) {
            return files.accept(request, call, ReportKind.INTERVALS, esiids, from, to);
        }
        ReportFormat unused = call.replyFormat();
        var query = new UsageStore.Query(esiids.get(0), from, to, QUARTER_HOUR, call.channels(), false);
        return GreenButtonFeeds.reply(readIntervals.read(request.thirdParty(), query, request.requestId(), found -> {
            if (found.days().isEmpty()) {
                throw nothing();
            }
            return feeds.feed(found.days());
        }));
    }

    /** Operation {@code smt-meter-info}. */
    public ApiReply meter(ApiRequest request) {
        return attributes(request, ReportKind.METERS, "MeterData", premise -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("esiid", premise.esiid());
            row.put("meterNumber", premise.meterNumber());
            row.put("utility", premise.utility());
            return row;
        });
    }

    /** Operation {@code smt-premise-info}. */
    public ApiReply premise(ApiRequest request) {
        return attributes(request, ReportKind.PREMISES, "PremiseData", premise -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("esiid", premise.esiid());
            row.put("utility", premise.utility());
            row.put("retailElectricProvider", premise.repName());
            row.put("PUCTRORNumber", premise.repCertificate());
            row.put("city", premise.city());
            row.put("zipCode", premise.postalCode());
            return row;
        });
    }

    private ApiReply attributes(ApiRequest request, ReportKind kind, String name, View view) {
        var call = SmtUsageCall.of(request);
        List<String> esiids = call.esiids();
        if (call.asksForFile() || esiids.size() != 1) {
            return files.accept(request, call, kind, esiids, today(), today());
        }
        return ApiReply.ok(readRegisters.attributes(
                request.thirdParty(), esiids.get(0), kind.name(), request.requestId(), premise -> {
                    Map<String, Object> answer = new LinkedHashMap<>();
                    answer.put("trans_id", call.transId());
                    answer.put(name, view.of(premise));
                    return bodies.of(answer);
                }));
    }

    private static RegisterStore.Query query(SmtUsageCall call, List<String> esiids) {
        return new RegisterStore.Query(
                esiids.get(0), call.date("startDate"), call.date("endDate"), call.channels(), call.allRevisions());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), DayGrid.CENTRAL);
    }

    private static void refuseOtherThanJson(SmtUsageCall call) {
        if (call.replyFormat() != ReportFormat.JSON) {
            throw new Rejection(
                    ReportProblem.FORMAT_UNFIT, "XML has no form for this; ask for JSON, or for a file in CSV.");
        }
    }

    private byte[] rows(SmtUsageCall call, String esiid, String name, List<Map<String, Object>> rows) {
        if (rows.isEmpty()) {
            throw nothing();
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("trans_id", call.transId());
        answer.put("esiid", esiid);
        answer.put(name, rows);
        return bodies.of(answer);
    }

    private static Rejection nothing() {
        return new Rejection(UsageProblem.NO_DATA, "No data received from the TDSP for these days.");
    }

    private static Map<String, Object> row(RegisterRead read) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("readDate", SmtUsageCall.DATE.format(read.day()));
        row.put("revisionDate", SmtUsageCall.MOMENT.format(read.revisedAt()));
        row.put("startReading", RegisterCsvWriter.thousandths(read.startWattHours()));
        row.put("endReading", RegisterCsvWriter.thousandths(read.endWattHours()));
        row.put("energyDataKwh", RegisterCsvWriter.thousandths(read.energyWattHours()));
        row.put("readingType", read.channel() == org.meterport.components.intervalfile.Channel.CONSUMPTION ? "C" : "G");
        return row;
    }

    private static Map<String, Object> row(BillingMonth month) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("startDate", SmtUsageCall.DATE.format(month.firstDay()));
        row.put("endDate", SmtUsageCall.DATE.format(month.lastDay()));
        row.put("revisionDate", SmtUsageCall.MOMENT.format(month.revisedAt()));
        row.put("actualkWh", RegisterCsvWriter.thousandths(month.actualWattHours()));
        row.put("meteredKW", amount(month.demand().meteredWatts()));
        row.put("billedKW", amount(month.demand().billedWatts()));
        row.put("meteredKVA", amount(month.demand().meteredVoltAmperes()));
        row.put("billedKVA", amount(month.demand().billedVoltAmperes()));
        return row;
    }

    /** Blank where the premise is not billed by demand; zero would be a measurement. */
    private static String amount(OptionalLong units) {
        return units.isEmpty() ? "" : RegisterCsvWriter.thousandths(units.getAsLong());
    }

    @FunctionalInterface
    private interface View {
        Map<String, Object> of(PremiseAttributes premise);
    }
}
