package org.meterport.hub.report;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.meterport.hub.outbox.Outbox;
import org.meterport.hub.party.ThirdParties;
import org.meterport.hub.shared.Ids;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.usage.ReadIntervals;
import org.meterport.hub.usage.UsageProblem;
import org.meterport.hub.usage.UsageStore.Channels;

/** Accepts a report: on record and owed to its queue in the caller's transaction. */
public final class RequestReport {

    /** Queue of reports to build; the body is the report's id. */
    public static final String QUEUE = "report.build.v1";

    private static final DateTimeFormatter FILE_TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    private final Reports reports;
    private final ThirdParties thirdParties;
    private final ReadIntervals readIntervals;
    private final Outbox outbox;
    private final Ids ids;
    private final InstantSource clock;
    private final int maxEsiids;

    /** @param maxEsiids how many ESIIDs one report may name */
    public RequestReport(
            Reports reports,
            ThirdParties thirdParties,
            ReadIntervals readIntervals,
            Outbox outbox,
            Ids ids,
            InstantSource clock,
            int maxEsiids) {
        this.reports = reports;
        this.thirdParties = thirdParties;
        this.readIntervals = readIntervals;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
        this.maxEsiids = maxEsiids;
    }

    /**
     * Accepts the request. Each ESIID is judged when the file is built: one that may not be in it becomes a line of the
     * report's status, not a failure of the rest.
     *
     * @throws Rejection when the dates or the number of ESIIDs are not allowed
     */
    public Report accept(
            ThirdPartyId thirdParty,
            List<String> esiids,
            LocalDate from,
            LocalDate to,
            Channels channels,
            boolean allRevisions) {
        readIntervals.check(from, to);
        List<String> distinct = List.copyOf(new LinkedHashSet<>(esiids));
        if (distinct.isEmpty() || distinct.size() > maxEsiids) {
            throw new Rejection(
                    UsageProblem.TOO_MANY_ESIIDS,
                    "A report takes 1 to " + maxEsiids + " ESIIDs, not " + distinct.size() + "; split the list.");
        }
        String duns = thirdParties.find(thirdParty).orElseThrow().duns();
        String id = ids.next("rpt_");
        var report = new Report(
                id,
                thirdParty,
                from,
                to,
                channels,
                allRevisions,
                distinct,
                Report.Status.QUEUED,
                "IntervalMeterUsage" + id.substring("rpt_".length()) + FILE_TIME.format(clock.instant()) + ".CSV."
                        + duns,
                Optional.empty(),
                List.of(),
                clock.instant());
        reports.add(report);
        outbox.owe(QUEUE, id);
        return report;
    }
}
