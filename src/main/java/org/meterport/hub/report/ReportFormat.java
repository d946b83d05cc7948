package org.meterport.hub.report;

/** The layout of a report's content. */
public enum ReportFormat {
    /** SMT's own. */
    CSV,
    /** ERCOT's, of interval data only. */
    LSE,
    JSON,
    /** Green Button (NAESB ESPI), one feed an ESIID; shows the latest revision only. */
    XML
}
