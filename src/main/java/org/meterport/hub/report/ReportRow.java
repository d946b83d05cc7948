package org.meterport.hub.report;

import org.meterport.components.intervalfile.BillingMonth;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.RegisterRead;
import org.meterport.hub.usage.PremiseAttributes;

/** One piece of a report's content; a report holds one sort of them. */
public sealed interface ReportRow {

    /** A day of 15-minute readings. */
    record Intervals(DayReadings day) implements ReportRow {}

    /** A day's register read. */
    record Daily(RegisterRead read) implements ReportRow {}

    /** A billing month. */
    record Monthly(BillingMonth month) implements ReportRow {}

    /** A premise or its meter; the report's kind says which of the attributes are meant. */
    record Attributes(PremiseAttributes premise) implements ReportRow {}
}
