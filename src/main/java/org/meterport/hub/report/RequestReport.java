package org.meterport.hub.report;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.meterport.hub.outbox.Outbox;
import org.meterport.hub.party.ThirdParties;
import org.meterport.hub.shared.Ids;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.usage.ReadIntervals;
import org.meterport.hub.usage.UsageProblem;

/** Accepts a report: on record and owed to its queue in the caller's transaction. */
public final class RequestReport {

    /** Queue of reports to build; the body is the report's id. */
    public static final String QUEUE = "report.build.v1";

    private static final DateTimeFormatter FILE_TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    private final Reports reports;
    private final ReportKeys keys;
    private final ThirdParties thirdParties;
    private final ReadIntervals readIntervals;
    private final Outbox outbox;
    private final Ids ids;
    private final InstantSource clock;
    private final int maxEsiids;

    /** @param maxEsiids how many ESIIDs one report may name */
    public RequestReport(
            Reports reports,
            ReportKeys keys,
            ThirdParties thirdParties,
            ReadIntervals readIntervals,
            Outbox outbox,
            Ids ids,
            InstantSource clock,
            int maxEsiids) {
        this.reports = reports;
        this.keys = keys;
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
     * @throws Rejection when the dates, the number of ESIIDs, the layout or the packing are not allowed
     */
    public Report accept(ThirdPartyId thirdParty, ReportOrder order) {
        return accept(thirdParty, order, Optional.empty());
    }

    /** As {@link #accept(ThirdPartyId, ReportOrder)}, for the schedule of that id. */
    public Report accept(ThirdPartyId thirdParty, ReportOrder order, Optional<String> schedule) {
        check(thirdParty, order);
        String duns = thirdParties.find(thirdParty).orElseThrow().duns();
        String id = ids.next("rpt_");
        var report = new Report(
                id,
                thirdParty,
                order,
                Report.Status.QUEUED,
                order.kind().fileWord() + id.substring("rpt_".length()) + FILE_TIME.format(clock.instant()) + "."
                        + order.format() + "." + duns + order.packing().suffix(),
                0,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                schedule,
                clock.instant());
        reports.add(report);
        outbox.owe(QUEUE, id);
        return report;
    }

    /** The first usage day that a report accepted now may reach back to. */
    public LocalDate earliest() {
        return readIntervals.earliest();
    }

    /**
     * Whether such a report would be accepted now.
     *
     * @throws Rejection as {@link #accept(ThirdPartyId, ReportOrder)}
     */
    public void check(ThirdPartyId thirdParty, ReportOrder order) {
        readIntervals.check(order.from(), order.to());
        int distinct = order.esiids().size();
        if (distinct == 0 || distinct > maxEsiids) {
            throw new Rejection(
                    UsageProblem.TOO_MANY_ESIIDS,
                    "A report takes 1 to " + maxEsiids + " ESIIDs, not " + distinct + "; split the list.");
        }
        checkFormat(order);
        if (order.packing() == Packing.PGP && keys.find(thirdParty).isEmpty()) {
            throw new Rejection(
                    ReportProblem.KEY_MISSING,
                    "Encrypted reports need your OpenPGP public key; put it to /api/v1/report-key first.");
        }
    }

    /** Each layout is refused by its name where it cannot carry what was asked for. */
    private static void checkFormat(ReportOrder order) {
        if (!order.kind().formats().contains(order.format())) {
            throw new Rejection(
                    ReportProblem.FORMAT_UNFIT,
                    order.format() + " has no form for " + order.kind() + "; ask for one of "
                            + order.kind().formats() + ".");
        }
        if (order.format() == ReportFormat.XML && order.allRevisions()) {
            throw new Rejection(
                    ReportProblem.FORMAT_UNFIT,
                    "XML (Green Button) shows the latest revision only; ask for that, or for CSV, LSE or JSON.");
        }
        if (order.format() == ReportFormat.XML
                && order.packing() == Packing.NONE
                && order.esiids().size() > 1) {
            throw new Rejection(
                    ReportProblem.FORMAT_UNFIT,
                    "XML (Green Button) is one feed an ESIID; for several ask for the packing ZIP or PGP.");
        }
    }
}
