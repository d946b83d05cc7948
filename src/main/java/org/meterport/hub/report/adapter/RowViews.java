package org.meterport.hub.report.adapter;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.meterport.components.intervalfile.BillingMonth;
import org.meterport.components.intervalfile.RegisterRead;
import org.meterport.hub.report.ReportKind;
import org.meterport.hub.report.ReportRow;
import org.meterport.hub.usage.PremiseAttributes;
import org.meterport.hub.usage.adapter.IntervalView;

/** A report's rows as JSON objects, in watt-hours and watts. */
final class RowViews {

    private RowViews() {}

    static Map<String, Object> of(ReportKind kind, ReportRow row) {
        Map<String, Object> item = new LinkedHashMap<>();
        if (row instanceof ReportRow.Intervals intervals) {
            item.put("esiid", intervals.day().esiid().value());
            item.put("intervalSeconds", intervals.day().intervalSeconds());
            item.putAll(IntervalView.of(intervals.day()));
        } else if (row instanceof ReportRow.Daily daily) {
            put(item, daily.read());
        } else if (row instanceof ReportRow.Monthly monthly) {
            put(item, monthly.month());
        } else if (row instanceof ReportRow.Attributes attributes) {
            put(item, kind, attributes.premise());
        }
        return item;
    }

    private static void put(Map<String, Object> item, RegisterRead read) {
        item.put("esiid", read.esiid().value());
        item.put("day", read.day().toString());
        item.put("channel", read.channel().name());
        item.put("revisedAt", read.revisedAt().toString());
        item.put("startReadingWh", read.startWattHours());
        item.put("endReadingWh", read.endWattHours());
        item.put("energyWh", read.energyWattHours());
    }

    private static void put(Map<String, Object> item, BillingMonth month) {
        item.put("esiid", month.esiid().value());
        item.put("from", month.firstDay().toString());
        item.put("to", month.lastDay().toString());
        item.put("revisedAt", month.revisedAt().toString());
        item.put("energyWh", month.actualWattHours());
        putIfAny(item, "meteredW", month.demand().meteredWatts());
        putIfAny(item, "billedW", month.demand().billedWatts());
        putIfAny(item, "meteredVA", month.demand().meteredVoltAmperes());
        putIfAny(item, "billedVA", month.demand().billedVoltAmperes());
    }

    private static void putIfAny(Map<String, Object> item, String name, OptionalLong value) {
        value.ifPresent(amount -> item.put(name, amount));
    }

    private static void put(Map<String, Object> item, ReportKind kind, PremiseAttributes premise) {
        item.put("esiid", premise.esiid());
        item.put("utility", premise.utility());
        if (kind == ReportKind.METERS) {
            item.put("meterNumber", premise.meterNumber());
        } else {
            item.put("rep", premise.repName());
            item.put("repCertificate", premise.repCertificate());
            item.put("city", premise.city());
            item.put("postalCode", premise.postalCode());
        }
    }
}
