package org.meterport.hub.usage.adapter;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import javax.sql.DataSource;
import org.meterport.components.greenbutton.GreenButtonReader;
import org.meterport.components.intervalfile.DetectingReader;
import org.meterport.components.intervalfile.IntervalFileFormat;
import org.meterport.components.intervalfile.LseReader;
import org.meterport.components.intervalfile.SmtCsvReader;
import org.meterport.components.intervalfile.UsageFileReader;
import org.meterport.hub.agreement.Grants;
import org.meterport.hub.api.adapter.JsonBodies;
import org.meterport.hub.audit.DisclosureLog;
import org.meterport.hub.shared.Ids;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.usage.CompletenessStore;
import org.meterport.hub.usage.ReadCompleteness;
import org.meterport.hub.usage.ReadIntervals;
import org.meterport.hub.usage.ReadRegisters;
import org.meterport.hub.usage.RegisterStore;
import org.meterport.hub.usage.ReportUsageExceptions;
import org.meterport.hub.usage.StoreUsageFile;
import org.meterport.hub.usage.StoreUsageMessages;
import org.meterport.hub.usage.UsageStore;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires usage. */
@Configuration(proxyBeanMethods = false)
public class UsageConfiguration {

    @Bean
    UsageStore usageStore(JdbcTemplate jdbc, DataSource dataSource, Clock clock) {
        return new JdbcUsageStore(jdbc, dataSource, clock);
    }

    @Bean
    RegisterStore registerStore(JdbcTemplate jdbc, Clock clock) {
        return new JdbcRegisterStore(jdbc, clock);
    }

    @Bean
    ReadRegisters readRegisters(
            Transactions transactions,
            Grants grants,
            DisclosureLog disclosures,
            RegisterStore store,
            ReadIntervals readIntervals,
            Clock clock) {
        return new ReadRegisters(transactions, grants, disclosures, store, readIntervals, clock);
    }

    @Bean
    StoreUsageFile storeUsageFile(
            Transactions transactions,
            UsageStore store,
            RegisterStore registers,
            JdbcTemplate jdbc,
            Ids ids,
            Clock clock,
            @Value("${meterport.usage.earliest-day}") String earliestDay) {
        LocalDate earliest = LocalDate.parse(earliestDay);
        UsageFileReader reader = layouts();
        return new StoreUsageFile(
                transactions,
                store,
                registers,
                new TdspPrefixes(jdbc),
                (bytes, context, sink) -> reader.read(bytes, context.withEarliestDay(earliest), sink),
                ids,
                clock);
    }

    @Bean
    UsageFileIntake usageFileIntake(StoreUsageFile storeUsageFile, ObjectMapper json, Clock clock) {
        return new UsageFileIntake(storeUsageFile, json, clock);
    }

    @Bean
    StoreUsageMessages storeUsageMessages(Transactions transactions, UsageStore store, JdbcTemplate jdbc, Ids ids) {
        return new StoreUsageMessages(transactions, store, new TdspPrefixes(jdbc), ids);
    }

    @Bean
    UsageMessageIntake usageMessageIntake(
            StoreUsageMessages storeUsageMessages,
            Clock clock,
            @Value("${meterport.usage.earliest-day}") String earliestDay) {
        return new UsageMessageIntake(storeUsageMessages, LocalDate.parse(earliestDay), clock);
    }

    @Bean
    ReadIntervals readIntervals(
            Transactions transactions,
            Grants grants,
            DisclosureLog disclosures,
            UsageStore store,
            Clock clock,
            @Value("${meterport.usage.history-months}") int historyMonths) {
        return new ReadIntervals(transactions, grants, disclosures, store, clock, historyMonths);
    }

    @Bean
    CompletenessStore completenessStore(JdbcTemplate jdbc, Clock clock) {
        return new JdbcCompletenessStore(jdbc, clock);
    }

    @Bean
    ReadCompleteness readCompleteness(
            Transactions transactions,
            Grants grants,
            DisclosureLog disclosures,
            CompletenessStore store,
            ReadIntervals readIntervals) {
        return new ReadCompleteness(transactions, grants, disclosures, store, readIntervals);
    }

    @Bean
    CompletenessApi completenessApi(
            ReadCompleteness readCompleteness, CompletenessStore store, Transactions transactions, JsonBodies bodies) {
        return new CompletenessApi(readCompleteness, store, transactions, bodies);
    }

    @Bean
    ReportUsageExceptions reportUsageExceptions(
            Transactions transactions,
            CompletenessStore store,
            Clock clock,
            @Value("${meterport.filedrop.root}") String root,
            @Value("${meterport.usage.exceptions.hour}") int hour) {
        return new ReportUsageExceptions(transactions, store, new ExceptionFolder(Path.of(root, "tdsp")), clock, hour);
    }

    @Bean
    UsageApi usageApi(ReadIntervals readIntervals, JsonBodies bodies) {
        return new UsageApi(readIntervals, bodies);
    }

    private static UsageFileReader layouts() {
        return new UsageFileReader(new DetectingReader(Map.of(
                IntervalFileFormat.SMT_CSV,
                new SmtCsvReader(),
                IntervalFileFormat.LSE,
                new LseReader(),
                IntervalFileFormat.GREEN_BUTTON,
                new GreenButtonReader())));
    }
}
