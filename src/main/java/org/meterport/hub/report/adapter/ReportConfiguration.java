package org.meterport.hub.report.adapter;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import org.meterport.hub.agreement.Grants;
import org.meterport.hub.api.adapter.FirstAnswers;
import org.meterport.hub.audit.DisclosureLog;
import org.meterport.hub.filedrop.FileDropFolders;
import org.meterport.hub.outbox.Outbox;
import org.meterport.hub.party.ThirdParties;
import org.meterport.hub.report.BuildReport;
import org.meterport.hub.report.ReportFolder;
import org.meterport.hub.report.Reports;
import org.meterport.hub.report.RequestReport;
import org.meterport.hub.shared.Ids;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.usage.ReadIntervals;
import org.meterport.hub.usage.UsageStore;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires reports. */
@Configuration(proxyBeanMethods = false)
public class ReportConfiguration {

    @Bean
    Reports reports(JdbcTemplate jdbc, ObjectMapper json, Clock clock) {
        return new JdbcReports(jdbc, json, clock);
    }

    @Bean
    RequestReport requestReport(
            Reports reports,
            ThirdParties thirdParties,
            ReadIntervals readIntervals,
            Outbox outbox,
            Ids ids,
            Clock clock,
            @Value("${meterport.report.max-esiids}") int maxEsiids) {
        return new RequestReport(reports, thirdParties, readIntervals, outbox, ids, clock, maxEsiids);
    }

    @Bean
    BuildReport buildReport(
            Transactions transactions,
            Reports reports,
            Grants grants,
            DisclosureLog disclosures,
            UsageStore usage,
            ReportFolder folder) {
        return new BuildReport(transactions, reports, grants, disclosures, usage, folder);
    }

    @Bean
    SmtIntervalsApi smtIntervalsApi(
            ReadIntervals readIntervals, RequestReport requestReport, FirstAnswers firstAnswers) {
        return new SmtIntervalsApi(readIntervals, requestReport, firstAnswers);
    }

    @Bean
    ReportApi reportApi(Transactions transactions, Reports reports) {
        return new ReportApi(transactions, reports);
    }

    @Bean
    ReportFolder reportFolder(FileDropFolders folders) {
        return new DropReportFolder(thirdParty -> folders.thirdParty(thirdParty.value()));
    }
}
