package org.meterport.hub.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.meterport.components.intervalfile.Esiid;
import org.meterport.hub.audit.Disclosure;
import org.meterport.hub.audit.DisclosureLog;
import org.meterport.hub.report.Report.Failure;
import org.meterport.hub.report.Report.RefusedEsiid;
import org.meterport.hub.report.Report.Status;
import org.meterport.hub.report.ReportFolder.Draft;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.shared.Unavailable;
import org.meterport.hub.usage.UsageProblem;

/**
 * Builds and publishes one report.
 *
 * <p>The order is what makes it safe: (1) a draft is written under a hidden name, some ESIIDs a transaction, so that no
 * grant is held against its end for as long as a large file takes; (2) when it is durable, one transaction asks for all
 * its grants again, holds them, and notes the disclosures and the ESIIDs left out; if a grant has ended meanwhile, the
 * draft is thrown away and written again without it; (3) after the commit the draft gets its name, in one step; (4) the
 * report is marked and one-time agreements are used up. A crash before the commit leaves a draft that nobody sees. A
 * crash between (2) and (3) leaves no file; the next attempt checks the grants again and notes nothing twice, and a
 * one-time agreement, which its disclosure keeps for this report alone, is still there. A crash between (3) and (4)
 * leaves a finished file, which the next attempt finds and only marks. So a file is never visible without its
 * disclosures on record, never half there, and never there twice, whichever of two nodes builds it.
 */
public final class BuildReport {

    /** How many ESIIDs are written in one transaction; progress moves in such steps at most. */
    private static final int CHUNK = 100;

    /** So many attempts the error policy of the flow gives a defect. */
    private static final int LAST_DEFECT = 5;

    private final Transactions transactions;
    private final Reports reports;
    private final ReportKeys keys;
    private final DisclosureLog disclosures;
    private final ReportContents contents;
    private final ReportFolder folder;
    private final Handover handover;

    /** @param handover what follows on a finished file */
    public BuildReport(
            Transactions transactions,
            Reports reports,
            ReportKeys keys,
            DisclosureLog disclosures,
            ReportContents contents,
            ReportFolder folder,
            Handover handover) {
        this.transactions = transactions;
        this.reports = reports;
        this.keys = keys;
        this.disclosures = disclosures;
        this.contents = contents;
        this.folder = folder;
        this.handover = handover;
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
        try {
            attempt(report);
        } catch (IOException away) {
            throw DraftWriter.away(away);
        } catch (Rejection refused) {
            fail(report, new Failure(refused.code(), refused.detail()));
        } catch (Unavailable away) {
            throw away;
        } catch (RuntimeException defect) {
            if (transactions.asOperator(() -> reports.defect(reportId)) >= LAST_DEFECT) {
                fail(
                        report,
                        new Failure(
                                ReportProblem.BUILD_FAILED.code(),
                                "The fault is ours; the operator has been told and can build it again."));
            }
            throw defect;
        }
    }

    private void attempt(Report report) throws IOException {
        long there = folder.publishedBytes(report);
        if (there >= 0) {
            delivered(report, there);
            return;
        }
        Optional<ReportKey> key = key(report);
        // each further round follows on a grant that has ended, so there are finitely many
        while (true) {
            try (Draft draft = folder.draft(report, key)) {
                Content content = write(report, draft);
                if (content.disclosed().isEmpty()) {
                    transactions.operatorDoes(() -> {
                        disclosures.withhold(report.id(), List.of());
                        reports.refuse(report.id(), content.refused());
                        reports.finish(report.id(), Status.EMPTY, 0);
                    });
                    return;
                }
                draft.makeDurable();
                Confirmation confirmation = transactions.asPartner(report.thirdParty(), () -> confirm(report, content));
                if (confirmation == Confirmation.ALREADY_FINAL) {
                    return;
                }
                if (confirmation == Confirmation.GRANTED) {
                    draft.publish();
                    delivered(report, draft.bytes());
                    return;
                }
            }
        }
    }

    private Optional<ReportKey> key(Report report) {
        if (report.order().packing() != Packing.PGP) {
            return Optional.empty();
        }
        Optional<ReportKey> key = transactions.asPartner(report.thirdParty(), () -> keys.find(report.thirdParty()));
        if (key.isEmpty()) {
            throw new Rejection(ReportProblem.KEY_MISSING, "Your OpenPGP public key is not on record any more.");
        }
        return key;
    }

    private void delivered(Report report, long bytes) {
        transactions.operatorDoes(() -> handover.finished(report, bytes));
    }

    private void fail(Report report, Failure failure) {
        transactions.operatorDoes(() -> reports.fail(report.id(), failure));
    }

    /** Writes what is granted now into the draft. */
    private Content write(Report report, Draft draft) {
        var content = new Content(new ArrayList<>(), new ArrayList<>());
        List<Granted> granted = new ArrayList<>();
        List<String> esiids = report.esiids();
        try (var writer = new DraftWriter(draft)) {
            for (int from = 0; from < esiids.size(); from += CHUNK) {
                int to = Math.min(esiids.size(), from + CHUNK);
                List<String> chunk = esiids.subList(from, to);
                boolean unused = transactions.asPartner(report.thirdParty(), () -> {
                    writeChunk(report, chunk, writer, granted, content.refused());
                    return true;
                });
                transactions.operatorDoes(() -> reports.progress(report.id(), to));
            }
            List<Long> bytes = writer.bytes();
            for (int i = 0; i < granted.size(); i++) {
                content.disclosed().add(disclosure(report, granted.get(i), bytes.get(i)));
            }
        }
        return content;
    }

    private void writeChunk(
            Report report, List<String> chunk, DraftWriter writer, List<Granted> granted, List<RefusedEsiid> refused) {
        Map<String, String> live = contents.granted(report, chunk);
        for (String esiid : chunk) {
            if (Esiid.parse(esiid) instanceof Esiid.Refused none) {
                refused.add(refusal(esiid, UsageProblem.ESIID_INVALID, none.sentence()));
                continue;
            }
            String agreement = live.get(esiid);
            if (agreement == null) {
                refused.add(refusal(esiid, UsageProblem.NO_GRANT, "There is no live energy data agreement for it."));
                continue;
            }
            List<ReportRow> rows = new ArrayList<>();
            contents.read(report.order(), esiid, rows::add);
            if (rows.isEmpty()) {
                refused.add(refusal(esiid, UsageProblem.NO_DATA, "No data received from the TDSP for these days."));
            } else {
                writer.write(rows);
                granted.add(new Granted(esiid, agreement));
            }
        }
    }

    /** The last moment: what is in the draft may leave only under the grants it was read under. */
    private Confirmation confirm(Report report, Content content) {
        if (reports.lock(report.id()).orElseThrow().status().isFinal()) {
            return Confirmation.ALREADY_FINAL;
        }
        List<String> esiids =
                content.disclosed().stream().map(Disclosure::esiid).toList();
        Map<String, String> live = contents.granted(report, esiids);
        boolean allLive =
                content.disclosed().stream().allMatch(one -> one.agreementId().equals(live.get(one.esiid())));
        if (!allLive) {
            return Confirmation.GRANT_ENDED;
        }
        disclosures.add(content.disclosed());
        disclosures.withhold(report.id(), esiids);
        reports.refuse(report.id(), content.refused());
        return Confirmation.GRANTED;
    }

    private static Disclosure disclosure(Report report, Granted granted, long bytes) {
        return new Disclosure(
                report.thirdParty(),
                granted.agreementId(),
                granted.esiid(),
                report.order().kind().name(),
                report.order().from(),
                report.order().to(),
                Disclosure.Way.FILE,
                report.id(),
                OptionalLong.of(bytes));
    }

    private static RefusedEsiid refusal(String esiid, UsageProblem problem, String detail) {
        return new RefusedEsiid(esiid, problem.code(), detail);
    }

    private enum Confirmation {
        GRANTED,
        GRANT_ENDED,
        ALREADY_FINAL
    }

    /** An ESIID in a draft, and what lets it be there. */
    private record Granted(String esiid, String agreementId) {}

    /** What is in a draft, and what is not. */
    private record Content(List<Disclosure> disclosed, List<RefusedEsiid> refused) {}
}
