package org.meterport.hub.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.Esiid;
import org.meterport.hub.agreement.DataKind;
import org.meterport.hub.agreement.Grants;
import org.meterport.hub.audit.Disclosure;
import org.meterport.hub.audit.DisclosureLog;
import org.meterport.hub.report.Report.RefusedEsiid;
import org.meterport.hub.report.Report.Status;
import org.meterport.hub.report.ReportFolder.Draft;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.shared.Unavailable;
import org.meterport.hub.usage.UsageProblem;
import org.meterport.hub.usage.UsageStore;
import org.meterport.hub.usage.UsageStore.Query;

/**
 * Builds and publishes one report.
 *
 * <p>The order is what makes it safe: (1) in one transaction the grants are looked up and locked, the draft is written
 * and made durable under a hidden name, and the disclosures and the ESIIDs left out are noted; (2) after the commit the
 * draft gets its name, in one step; (3) the report is marked and one-time agreements are used up. A crash before the
 * commit leaves a draft that nobody sees. A crash between (1) and (2) leaves no file; the next attempt checks the grants
 * again and notes nothing twice, and a one-time agreement, which its disclosure keeps for this report alone, is still
 * there. A crash between (2) and (3) leaves a finished file, which the next attempt finds and only marks. So a file is
 * never visible without its disclosures on record, never half there, and never there twice.
 */
public final class BuildReport {

    private static final int QUARTER_HOUR = 900;

    private final Transactions transactions;
    private final Reports reports;
    private final Grants grants;
    private final DisclosureLog disclosures;
    private final UsageStore usage;
    private final ReportFolder folder;

    public BuildReport(
            Transactions transactions,
            Reports reports,
            Grants grants,
            DisclosureLog disclosures,
            UsageStore usage,
            ReportFolder folder) {
        this.transactions = transactions;
        this.reports = reports;
        this.grants = grants;
        this.disclosures = disclosures;
        this.usage = usage;
        this.folder = folder;
    }

    /**
     * Builds the report if it is not finished yet.
     *
     * @throws Unavailable when the file drop cannot be written; the same call may succeed later
     */
    public void build(String reportId) {
        Report report = transactions.asOperator(() -> reports.find(reportId).orElseThrow());
        if (report.status().isFinal()) {
            return;
        }
        ThirdPartyId party = report.thirdParty();
        try {
            long there = folder.publishedBytes(party, report.fileName());
            if (there >= 0) {
                finish(report, Status.DELIVERED, there);
                return;
            }
            try (Draft draft = folder.draft(party, report.fileName())) {
                long days = transactions.asPartner(party, () -> write(report, draft));
                if (days == 0) {
                    finish(report, Status.EMPTY, 0);
                    return;
                }
                draft.publish();
                finish(report, Status.DELIVERED, draft.bytes());
            }
        } catch (IOException away) {
            throw new Unavailable("file drop", "the report cannot be written into its folder", away);
        }
    }

    private void finish(Report report, Status status, long bytes) {
        transactions.operatorDoes(() -> {
            if (status == Status.DELIVERED) {
                grants.delivered(report.thirdParty(), disclosures.ofReport(report.id()));
            }
            reports.finish(report.id(), status, bytes);
        });
    }

    /** The days that are in the draft, which is durable then. */
    private long write(Report report, Draft draft) {
        if (reports.lock(report.id()).orElseThrow().status().isFinal()) {
            return 0;
        }
        Map<String, String> live =
                grants.readable(report.thirdParty(), report.esiids(), DataKind.INTERVAL, report.id());
        List<Disclosure> disclosed = new ArrayList<>();
        List<RefusedEsiid> refused = new ArrayList<>();
        long[] days = {0};
        for (String esiid : report.esiids()) {
            if (Esiid.parse(esiid) instanceof Esiid.Refused none) {
                refused.add(refusal(esiid, UsageProblem.ESIID_INVALID, none.sentence()));
                continue;
            }
            String agreement = live.get(esiid);
            if (agreement == null) {
                refused.add(refusal(esiid, UsageProblem.NO_GRANT, "There is no live energy data agreement for it."));
                continue;
            }
            long before = days[0];
            usage.read(query(report, esiid), day -> {
                append(draft, day);
                days[0]++;
            });
            if (days[0] == before) {
                refused.add(refusal(esiid, UsageProblem.NO_DATA, "No data received from the TDSP for these days."));
            } else {
                disclosed.add(new Disclosure(
                        report.thirdParty(),
                        agreement,
                        esiid,
                        "INTERVALS",
                        report.fromDay(),
                        report.toDay(),
                        Disclosure.Way.FILE,
                        report.id()));
            }
        }
        disclosures.add(disclosed);
        reports.refuse(report.id(), refused);
        try {
            draft.makeDurable();
        } catch (IOException full) {
            throw new Unavailable("file drop", "the report cannot be written into its folder", full);
        }
        return days[0];
    }

    private static void append(Draft draft, DayReadings day) {
        try {
            draft.append(day);
        } catch (IOException full) {
            throw new Unavailable("file drop", "the report cannot be written into its folder", full);
        }
    }

    private static Query query(Report report, String esiid) {
        return new Query(
                esiid, report.fromDay(), report.toDay(), QUARTER_HOUR, report.channels(), report.allRevisions());
    }

    private static RefusedEsiid refusal(String esiid, UsageProblem problem, String detail) {
        return new RefusedEsiid(esiid, problem.code(), detail);
    }
}
