package org.meterport.hub.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.meterport.hub.agreement.Grants;
import org.meterport.hub.audit.DisclosureLog;
import org.meterport.hub.outbox.Outbox;
import org.meterport.hub.report.Report.Status;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.shared.Unavailable;

/**
 * Takes a finished file to a server that is not the hub's own, in two steps around the transfer. The grants are asked for
 * again before it leaves; if one has ended, the file is thrown away and the report is built again without it. A transfer
 * that is repeated after a crash finds its name there and changes nothing.
 */
public final class DeliverReport {

    private final Transactions transactions;
    private final Reports reports;
    private final Grants grants;
    private final DisclosureLog disclosures;
    private final ReportContents contents;
    private final Outgoing outgoing;
    private final Outbox outbox;

    /** Where finished files wait for their transfer. */
    public interface Outgoing {

        /** The report's file; empty when there is none. */
        Optional<Path> file(Report report) throws IOException;

        /** Its path on the other server, below the folder that the setting names. */
        String remoteName(Report report);

        /** Drops the file, if it is there. */
        void drop(Report report) throws IOException;
    }

    /** A file on its way. */
    public record Parcel(Path file, String remoteName) {}

    public DeliverReport(
            Transactions transactions,
            Reports reports,
            Grants grants,
            DisclosureLog disclosures,
            ReportContents contents,
            Outgoing outgoing,
            Outbox outbox) {
        this.transactions = transactions;
        this.reports = reports;
        this.grants = grants;
        this.disclosures = disclosures;
        this.contents = contents;
        this.outgoing = outgoing;
        this.outbox = outbox;
    }

    /**
     * What to take where; empty when the report is delivered, or has to be built again.
     *
     * @throws Unavailable when the waiting file cannot be reached
     */
    public Optional<Parcel> begin(String reportId) {
        Report report = find(reportId);
        try {
            if (report.status().isFinal()) {
                outgoing.drop(report);
                return Optional.empty();
            }
            Map<String, String> disclosed = inFile(report);
            Map<String, String> live =
                    transactions.asPartner(report.thirdParty(), () -> contents.granted(report, disclosed.keySet()));
            Optional<Path> file = outgoing.file(report);
            boolean mayLeave =
                    disclosed.entrySet().stream().allMatch(one -> one.getValue().equals(live.get(one.getKey())));
            if (file.isPresent() && mayLeave) {
                return Optional.of(new Parcel(file.get(), outgoing.remoteName(report)));
            }
            outgoing.drop(report);
            transactions.operatorDoes(() -> outbox.owe(RequestReport.QUEUE, reportId));
            return Optional.empty();
        } catch (IOException away) {
            throw new Unavailable("outgoing folder", "the waiting file cannot be reached", away);
        }
    }

    /** The other server has the file under its name. */
    public void delivered(String reportId) {
        Report report = find(reportId);
        try {
            long bytes = outgoing.file(report).map(DeliverReport::size).orElse(0L);
            transactions.operatorDoes(() -> {
                grants.delivered(report.thirdParty(), inFile(report));
                reports.finish(reportId, Status.DELIVERED, bytes);
            });
            outgoing.drop(report);
        } catch (IOException away) {
            throw new Unavailable("outgoing folder", "the waiting file cannot be reached", away);
        }
    }

    /** By ESIID the agreement. What an earlier file held that was thrown away is on the log, but among the refused now. */
    private Map<String, String> inFile(Report report) {
        Map<String, String> held = new HashMap<>(transactions.asOperator(() -> disclosures.ofReport(report.id())));
        report.refused().forEach(refused -> held.remove(refused.esiid()));
        return held;
    }

    private Report find(String id) {
        return transactions.asOperator(() -> reports.find(id)).orElseThrow();
    }

    private static long size(Path file) {
        return file.toFile().length();
    }
}
