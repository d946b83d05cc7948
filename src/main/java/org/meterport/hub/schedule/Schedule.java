package org.meterport.hub.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.meterport.hub.report.Packing;
import org.meterport.hub.report.ReportFormat;
import org.meterport.hub.report.ReportKind;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.usage.UsageStore.Channels;

/**
 * Files wanted again and again.
 *
 * @param number what SMT's calls name it by
 * @param firstDay first usage day any of its files reaches back to
 * @param coveredTo last usage day that a file of it reaches to
 * @param lookedTo data stored up to then has been looked at for supplementary files
 */
public record Schedule(
        String id,
        long number,
        ThirdPartyId thirdParty,
        Plan plan,
        boolean active,
        Instant madeAt,
        LocalDate firstDay,
        LocalDate coveredTo,
        Instant lookedTo,
        Optional<Instant> lastReportAt) {

    /** How often a file comes. */
    public enum Frequency {
        /** Every day, of the day before. */
        DAILY,
        /** At the turn of each month, of the month before. */
        MONTHLY
    }

    /**
     * What the files are.
     *
     * @param kind one of those that are about days or months
     * @param esiids empty for whatever the Third Party has a continuous agreement for at the time
     */
    public record Plan(
            ReportKind kind,
            Frequency frequency,
            List<String> esiids,
            Channels channels,
            ReportFormat format,
            Packing packing) {

        public Plan {
            esiids = List.copyOf(esiids);
        }
    }
}
