package org.meterport.hub.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.meterport.components.intervalfile.DayReadings;
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
 * and made durable under a hidden name, and the disclosures are noted; (2) after the commit the draft gets its name, in
 * one step; (3) the report is marked. A crash before the commit leaves a draft, which the next attempt writes over. A
 * crash between (1) and (2) leaves no file; the next attempt checks the grants again and notes nothing twice. A crash
 * between (2) and (3) leaves a finished file, which the next attempt finds and only marks. So a file is never visible
 * without its disclosures on record, never half there, and never there twice.
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
                finish(report, Status.DELIVERED, there, report.refused());
                return;
            }
            try (Draft draft = folder.draft(party, report.fileName())) {
                Content content = transactions.asPartner(party, () -> write(report, draft));
                if (content.days() == 0) {
                    finish(report, Status.EMPTY, 0, content.refused());
                    return;
                }
                draft.publish();
                finish(report, Status.DELIVERED, draft.bytes(), content.refused());
            }
        } catch (IOException away) {
            throw new Unavailable("file drop", "the report cannot be written into its folder", away);
        }
    }

    private void finish(Report report, Status status, long bytes, List<RefusedEsiid> refused) {
        transactions.operatorDoes(() -> reports.finish(report.id(), status, bytes, refused));
    }

    private Content write(Report report, Draft draft) {
        if (reports.lock(report.id()).orElseThrow().status().isFinal()) {
            return new Content(0, report.refused());
        }
        Map<String, String> live = grants.readable(report.thirdParty(), report.esiids(), DataKind.INTERVAL);
        List<Disclosure> disclosed = new ArrayList<>();
        List<RefusedEsiid> refused = new ArrayList<>();
        long[] days = {0};
        for (String esiid : report.esiids()) {
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
        grants.delivered(
                report.thirdParty(),
                disclosed.stream().collect(Collectors.toMap(Disclosure::esiid, Disclosure::agreementId)));
        try {
            draft.makeDurable();
        } catch (IOException full) {
            throw new Unavailable("file drop", "the report cannot be written into its folder", full);
        }
        return new Content(days[0], refused);
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

    private record Content(long days, List<RefusedEsiid> refused) {}
}
