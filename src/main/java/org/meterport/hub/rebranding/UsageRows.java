package org.meterport.hub.rebranding;

import java.util.List;
import org.meterport.components.intervalfile.BillingMonth;
import org.meterport.components.intervalfile.DayReadings;

/** What a source has for a question. Asked inside the transaction that lets it out. */
public interface UsageRows {

    /** Oldest first; empty for a question about months. */
    List<DayReadings> days();

    /** Oldest first; empty for a question about intervals. */
    List<BillingMonth> months();

    /** Rows that are there already. */
    record Given(List<DayReadings> days, List<BillingMonth> months) implements UsageRows {

        @Override
        public String toString() {
            return "UsageRows[" + days.size() + " days, " + months.size() + " months]";
        }
    }
}
