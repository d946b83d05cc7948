package org.meterport.hub.report.adapter;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.meterport.components.greenbutton.OpaqueIds;
import org.meterport.hub.agreement.Grants;
import org.meterport.hub.api.adapter.FirstAnswers;
import org.meterport.hub.api.adapter.JsonBodies;
import org.meterport.hub.audit.DisclosureLog;
import org.meterport.hub.filedrop.FileDropFolders;
import org.meterport.hub.outbox.Outbox;
import org.meterport.hub.party.ThirdParties;
import org.meterport.hub.report.BuildReport;
import org.meterport.hub.report.DeliverReport;
import org.meterport.hub.report.Handover;
import org.meterport.hub.report.ReportContents;
import org.meterport.hub.report.ReportFolder;
import org.meterport.hub.report.ReportKeys;
import org.meterport.hub.report.Reports;
import org.meterport.hub.report.RequestReport;
import org.meterport.hub.report.SetReportKey;
import org.meterport.hub.secrets.SecretFolder;
import org.meterport.hub.shared.Ids;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.usage.ReadIntervals;
import org.meterport.hub.usage.ReadRegisters;
import org.meterport.hub.usage.RegisterStore;
import org.meterport.hub.usage.UsageStore;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires reports. */
@Configuration(proxyBeanMethods = false)
public class ReportConfiguration {

    /** Where reports go. */
    enum Kind {
        /** Into the folders that the hub's own servers serve. */
        OWN,
        /** To a server of the operator's. */
        EXTERNAL
    }

    @Bean
    Reports reports(JdbcTemplate jdbc, ObjectMapper json, Clock clock) {
        return new JdbcReports(jdbc, json, clock);
    }

    @Bean
    ReportKeys reportKeys(JdbcTemplate jdbc) {
        return new JdbcReportKeys(jdbc);
    }

    @Bean
    OpenPgp openPgp(Clock clock) {
        return new OpenPgp(new SecureRandom(), clock);
    }

    @Bean
    GreenButtonFeeds greenButtonFeeds(
            SecretFolder secrets, Clock clock, @Value("${meterport.agreement.public-url}") String publicUrl) {
        byte[] salt = secrets.secret("green-button-salt").getBytes(StandardCharsets.US_ASCII);
        return new GreenButtonFeeds(new OpaqueIds(publicUrl, salt), clock);
    }

    @Bean
    RequestReport requestReport(
            Reports reports,
            ReportKeys keys,
            ThirdParties thirdParties,
            ReadIntervals readIntervals,
            Outbox outbox,
            Ids ids,
            Clock clock,
            @Value("${meterport.report.max-esiids}") int maxEsiids) {
        return new RequestReport(reports, keys, thirdParties, readIntervals, outbox, ids, clock, maxEsiids);
    }

    @Bean
    ReportContents reportContents(Grants grants, UsageStore usage, RegisterStore registers) {
        return new ReportContents(grants, usage, registers);
    }

    @Bean
    OutgoingFolder outgoingFolder(@Value("${meterport.report.delivery.folder}") Path folder) {
        return new OutgoingFolder(folder);
    }

    @Bean
    BuildReport buildReport(
            Transactions transactions,
            Reports reports,
            ReportKeys keys,
            Grants grants,
            DisclosureLog disclosures,
            ReportContents contents,
            ReportFolder folder,
            Outbox outbox,
            @Value("${meterport.report.delivery.kind}") Kind kind) {
        Handover handover = kind == Kind.EXTERNAL
                ? Handover.toQueue(outbox)
                : Handover.toOwnFolder(
                        reports, report -> grants.delivered(report.thirdParty(), disclosures.ofReport(report.id())));
        return new BuildReport(transactions, reports, keys, disclosures, contents, folder, handover);
    }

    @Bean
    ReportDelivery reportDelivery(
            Transactions transactions,
            Reports reports,
            Grants grants,
            DisclosureLog disclosures,
            ReportContents contents,
            OutgoingFolder outgoing,
            Outbox outbox) {
        return new ReportDelivery(
                new DeliverReport(transactions, reports, grants, disclosures, contents, outgoing, outbox));
    }

    @Bean
    SmtIntervalsApi smtIntervalsApi(
            ReadIntervals readIntervals,
            RequestReport requestReport,
            ReportKeys keys,
            FirstAnswers firstAnswers,
            GreenButtonFeeds feeds,
            JsonBodies bodies) {
        return new SmtIntervalsApi(readIntervals, new SmtFiles(requestReport, keys, firstAnswers), feeds, bodies);
    }

    @Bean
    SmtReadsApi smtReadsApi(
            ReadRegisters readRegisters,
            ReadIntervals readIntervals,
            RequestReport requestReport,
            ReportKeys keys,
            FirstAnswers firstAnswers,
            GreenButtonFeeds feeds,
            JsonBodies bodies,
            Clock clock) {
        return new SmtReadsApi(
                new SmtFiles(requestReport, keys, firstAnswers), readRegisters, readIntervals, feeds, bodies, clock);
    }

    @Bean
    SmtReportStatusApi smtReportStatusApi(Transactions transactions, Reports reports) {
        return new SmtReportStatusApi(transactions, reports);
    }

    @Bean
    ReportApi reportApi(
            Transactions transactions,
            Reports reports,
            ReportKeys keys,
            RequestReport requestReport,
            OpenPgp openPgp,
            FirstAnswers firstAnswers,
            Clock clock) {
        return new ReportApi(
                transactions,
                reports,
                keys,
                requestReport,
                new SetReportKey(transactions, keys, openPgp, clock),
                firstAnswers,
                clock);
    }

    @Bean
    ReportFolder reportFolder(
            FileDropFolders folders,
            OutgoingFolder outgoing,
            ObjectMapper json,
            GreenButtonFeeds feeds,
            OpenPgp openPgp,
            @Value("${meterport.report.delivery.kind}") Kind kind) {
        return new DropReportFolder(
                thirdParty ->
                        kind == Kind.EXTERNAL ? outgoing.home(thirdParty) : folders.thirdParty(thirdParty.value()),
                new ReportLayouts(json, feeds, openPgp));
    }
}
