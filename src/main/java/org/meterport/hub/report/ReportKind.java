package org.meterport.hub.report;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.agreement.DataKind;

/** What a report is about. */
public enum ReportKind {
    /** 15-minute readings. */
    INTERVALS("IntervalMeterUsage", DataKind.INTERVAL),
    /** Midnight register reads. */
    DAILY("DailyMeterUsage", DataKind.DAILY),
    /** Billing months. */
    MONTHLY("MonthlyBillingInformation", DataKind.MONTHLY),
    METERS("MeterInformation", null),
    PREMISES("PremiseInformation", null);

    private final String fileWord;
    private final @Nullable DataKind data;

    ReportKind(String fileWord, @Nullable DataKind data) {
        this.fileWord = fileWord;
        this.data = data;
    }

    /** SMT's word that the file's name begins with. */
    public String fileWord() {
        return fileWord;
    }

    /** The granularity the customer must have granted; empty where any live energy data agreement will do. */
    public Optional<DataKind> data() {
        return Optional.ofNullable(data);
    }

    /** The layouts there are for it. */
    public List<ReportFormat> formats() {
        return this == INTERVALS
                ? List.of(ReportFormat.CSV, ReportFormat.LSE, ReportFormat.JSON, ReportFormat.XML)
                : List.of(ReportFormat.CSV, ReportFormat.JSON);
    }
}
