package org.meterport.hub.download.adapter;

import java.time.Clock;
import org.apache.camel.CamelContext;
import org.meterport.hub.agreement.SignedLinks;
import org.meterport.hub.agreement.adapter.PageWriter;
import org.meterport.hub.download.Downloads;
import org.meterport.hub.download.MyData;
import org.meterport.hub.mail.adapter.MailSettings;
import org.meterport.hub.mail.adapter.MailTemplates;
import org.meterport.hub.outbox.Outbox;
import org.meterport.hub.premise.Premises;
import org.meterport.hub.report.adapter.GreenButtonFeeds;
import org.meterport.hub.shared.Ids;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.usage.UsageStore;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.thymeleaf.ITemplateEngine;

/** Wires Green Button downloads. */
@Configuration(proxyBeanMethods = false)
public class DownloadConfiguration {

    @Bean
    Downloads downloads(JdbcTemplate jdbc) {
        return new JdbcDownloads(jdbc);
    }

    @Bean
    MyData myData(
            Transactions transactions,
            Downloads downloads,
            UsageStore usage,
            Outbox outbox,
            Ids ids,
            Clock clock,
            GreenButtonFeeds feeds,
            @Value("${meterport.usage.history-months}") int historyMonths) {
        return new MyData(transactions, downloads, usage, outbox, ids, clock, historyMonths, feeds::key);
    }

    @Bean
    DownloadRequests downloadRequests(MyData myData) {
        return new DownloadRequests(myData);
    }

    @Bean
    DownloadMails downloadMails(
            MyData myData,
            GreenButtonFeeds feeds,
            Premises premises,
            Transactions transactions,
            MailTemplates templates,
            MessageSource texts,
            MailSettings mail) {
        return new DownloadMails(
                myData,
                new DownloadFiles(myData, feeds),
                premises,
                transactions,
                templates,
                new DownloadWords(texts, mail.operator()));
    }

    @Bean
    DownloadPages downloadPages(
            MyData myData,
            GreenButtonFeeds feeds,
            Premises premises,
            SignedLinks links,
            Transactions transactions,
            CamelContext flows,
            ITemplateEngine engine,
            MessageSource texts,
            MailSettings mail,
            Clock clock) {
        return new DownloadPages(
                myData,
                new DownloadFiles(myData, feeds),
                new DownloadWords(texts, mail.operator()),
                premises,
                links,
                transactions,
                flows.createProducerTemplate(),
                new PageWriter(engine, mail.operator(), mail.help()),
                clock);
    }
}
