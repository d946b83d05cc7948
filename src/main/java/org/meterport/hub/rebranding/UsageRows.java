package org.meterport.hub.rebranding;

import java.util.List;
import java.util.Optional;
import org.meterport.components.intervalfile.BillingMonth;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.hub.usage.UsageStore;

/** What a source has for a question. Asked inside the transaction that lets it out. */
public interface UsageRows {

    /** Oldest first; empty for a question about months. */
    List<DayReadings> days();

    /** Oldest first; empty for a question about intervals. */
    List<BillingMonth> months();

    /**
     * Where the rows are days in this hub's own store: how to ask for them. Then their stamp tells, without reading them,
     * whether they are the same as before.
     */
    default Optional<UsageStore.Query> stored() {
        return Optional.empty();
    }

    /** Rows that are there already. */
    record Given(List<DayReadings> days, List<BillingMonth> months) implements UsageRows {

        @Override
        public String toString() {
            return "UsageRows[" + days.size() + " days, " + months.size() + " months]";
        }
    }
}
