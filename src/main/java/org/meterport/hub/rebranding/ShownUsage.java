package org.meterport.hub.rebranding;

import java.util.List;
import org.meterport.components.intervalfile.BillingMonth;
import org.meterport.components.intervalfile.DayReadings;

/**
 * What may be shown.
 *
 * @param agreement the live grant it is shown under
 * @param version opaque; another one whenever the grant or any reading, revision or quality is another
 * @param unchanged whether the asker has that version already; then there are no rows, and nothing was disclosed
 */
public record ShownUsage(
        String agreement, String version, boolean unchanged, List<DayReadings> days, List<BillingMonth> months) {

    @Override
    public String toString() {
        return "ShownUsage[" + agreement + "]";
    }
}
