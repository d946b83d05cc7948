package org.meterport.hub.report;

import java.util.List;
import org.meterport.hub.agreement.DataKind;

/** What a report is about. */
public enum ReportKind {
    /** 15-minute readings. */
    INTERVALS("IntervalMeterUsage", DataKind.INTERVAL);

    private final String fileWord;
    private final DataKind data;

    ReportKind(String fileWord, DataKind data) {
        this.fileWord = fileWord;
        this.data = data;
    }

    /** SMT's word that the file's name begins with. */
    public String fileWord() {
        return fileWord;
    }

    /** What the customer must have granted. */
    public DataKind data() {
        return data;
    }

    /** The layouts there are for it. */
    public List<ReportFormat> formats() {
        return List.of(ReportFormat.CSV, ReportFormat.LSE, ReportFormat.JSON, ReportFormat.XML);
    }
}
