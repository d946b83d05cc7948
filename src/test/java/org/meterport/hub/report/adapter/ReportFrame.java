package org.meterport.hub.report.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.meterport.components.greenbutton.OpaqueIds;
import org.meterport.hub.agreement.CompleteOneTime;
import org.meterport.hub.agreement.Grants;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.adapter.JdbcGrants;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.api.adapter.ApiCaller;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.api.adapter.FirstAnswers;
import org.meterport.hub.api.adapter.JsonBodies;
import org.meterport.hub.audit.adapter.JdbcDisclosureLog;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.outbox.adapter.JdbcOutbox;
import org.meterport.hub.party.adapter.JdbcParties;
import org.meterport.hub.report.BuildReport;
import org.meterport.hub.report.Handover;
import org.meterport.hub.report.Packing;
import org.meterport.hub.report.Report;
import org.meterport.hub.report.ReportContents;
import org.meterport.hub.report.ReportFolder;
import org.meterport.hub.report.ReportFormat;
import org.meterport.hub.report.ReportKind;
import org.meterport.hub.report.ReportOrder;
import org.meterport.hub.report.RequestReport;
import org.meterport.hub.shared.StoppedClock;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.shared.UlidIds;
import org.meterport.hub.usage.ReadIntervals;
import org.meterport.hub.usage.ReadRegisters;
import org.meterport.hub.usage.UsageStore.Channels;
import org.meterport.hub.usage.adapter.JdbcRegisterStore;
import org.meterport.hub.usage.adapter.SampleUsage;

/** Everything that reports and usage calls are made of, over a test's own database, with a clock that stands. */
final class ReportFrame {

    final TestDatabase database;
    final ObjectMapper json = new ObjectMapper();
    final StoppedClock clock = new StoppedClock(Samples.NOW);
    final Transactions transactions;
    final SampleAgreements agreements;
    final SampleUsage usage;
    final JdbcRegisterStore registers;
    final Grants grants;
    final JdbcDisclosureLog disclosures;
    final ReadIntervals readIntervals;
    final JdbcReports reports;
    final JdbcReportKeys keys;
    final UlidIds ids;
    final GreenButtonFeeds feeds;
    final RequestReport requestReport;
    final FirstAnswers firstAnswers;
    final SmtIntervalsApi smtIntervals;
    final SmtReadsApi smtReads;
    final SmtReportStatusApi smtStatus;

    /** @param maxEsiids how many a report may name */
    ReportFrame(TestDatabase database, int maxEsiids) {
        this.database = database;
        var jdbc = database.jdbc();
        transactions = database.transactions(clock);
        agreements = new SampleAgreements(database, clock);
        usage = new SampleUsage(database, clock);
        registers = new JdbcRegisterStore(jdbc, clock);
        grants = new JdbcGrants(jdbc, new CompleteOneTime(agreements.agreements(), clock)::delivered);
        disclosures = new JdbcDisclosureLog(jdbc, clock);
        readIntervals = new ReadIntervals(transactions, grants, disclosures, usage.store(), clock, 24);
        reports = new JdbcReports(jdbc, json, clock);
        keys = new JdbcReportKeys(jdbc);
        ids = new UlidIds(clock, new Random(11));
        feeds = new GreenButtonFeeds(new OpaqueIds("https://hub.example", new byte[16]), clock);
        requestReport = new RequestReport(
                reports,
                keys,
                new JdbcParties(jdbc),
                readIntervals,
                new JdbcOutbox(jdbc, json, clock),
                ids,
                clock,
                maxEsiids);
        firstAnswers = new FirstAnswers(transactions, jdbc, json, clock);
        var files = new SmtFiles(requestReport, keys, firstAnswers);
        var bodies = new JsonBodies(json);
        smtIntervals = new SmtIntervalsApi(readIntervals, files, feeds, bodies);
        smtReads = new SmtReadsApi(
                files,
                new ReadRegisters(transactions, grants, disclosures, registers, readIntervals, clock),
                readIntervals,
                feeds,
                bodies,
                clock);
        smtStatus = new SmtReportStatusApi(transactions, reports);
    }

    /** Companies, and nothing else. */
    void reset() {
        agreements.reset();
        usage.reset();
        database.jdbc().execute("TRUNCATE outbox, first_answer, report_key, register_read, billing_month");
    }

    BuildReport build(Transactions with, ReportFolder folder) {
        return build(
                with,
                folder,
                Handover.toOwnFolder(
                        reports, report -> grants.delivered(report.thirdParty(), disclosures.ofReport(report.id()))));
    }

    BuildReport build(Transactions with, ReportFolder folder, Handover handover) {
        return new BuildReport(
                with,
                reports,
                keys,
                disclosures,
                new ReportContents(grants, usage.store(), registers),
                folder,
                handover);
    }

    /** Real files below one folder, whoever they are for. */
    DropReportFolder folder(Path home) {
        return new DropReportFolder(
                party -> home, new ReportLayouts(json, feeds, new OpenPgp(new SecureRandom(), clock)));
    }

    /** Two winter days of consumption as CSV. */
    Report requested(ThirdPartyId thirdParty, String... esiids) {
        return requested(
                thirdParty,
                new ReportOrder(
                        ReportKind.INTERVALS,
                        List.of(esiids),
                        SampleUsage.WINTER_DAY,
                        SampleUsage.WINTER_DAY.plusDays(1),
                        Channels.CONSUMPTION,
                        false,
                        ReportFormat.CSV,
                        Packing.NONE));
    }

    Report requested(ThirdPartyId thirdParty, ReportOrder order) {
        return transactions.asPartner(thirdParty, () -> requestReport.accept(thirdParty, order));
    }

    Report found(Report report) {
        return reports.find(report.id()).orElseThrow();
    }

    /** An API call of a Third Party's, its {@code trans_id} the key. */
    static ApiRequest call(ThirdPartyId party, JsonNode body) {
        return new ApiRequest(
                "any",
                Optional.of(new ApiCaller(party, "bluebonnet-api")),
                Map.of(),
                body.deepCopy(),
                Optional.ofNullable(body.path("trans_id").textValue()),
                "req_1");
    }
}
