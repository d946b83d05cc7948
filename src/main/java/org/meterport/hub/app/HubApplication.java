package org.meterport.hub.app;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.meterport.hub.account.adapter.AccountConfiguration;
import org.meterport.hub.agreement.adapter.AgreementConfiguration;
import org.meterport.hub.api.adapter.ApiConfiguration;
import org.meterport.hub.api.adapter.SecurityConfiguration;
import org.meterport.hub.audit.adapter.AuditConfiguration;
import org.meterport.hub.broker.adapter.BrokerConfiguration;
import org.meterport.hub.conformance.adapter.ConformanceConfiguration;
import org.meterport.hub.database.adapter.DatabaseConfiguration;
import org.meterport.hub.download.adapter.DownloadConfiguration;
import org.meterport.hub.filedrop.adapter.FileDropConfiguration;
import org.meterport.hub.han.adapter.DongleConfiguration;
import org.meterport.hub.han.adapter.HanConfiguration;
import org.meterport.hub.han.adapter.HeadEndConfiguration;
import org.meterport.hub.han.adapter.RemoteHeadEndConfiguration;
import org.meterport.hub.han.adapter.UtilityHeadEndConfiguration;
import org.meterport.hub.limits.adapter.LimitConfiguration;
import org.meterport.hub.mail.adapter.MailConfiguration;
import org.meterport.hub.mailcatcher.adapter.MailCatcherConfiguration;
import org.meterport.hub.ondemand.adapter.OnDemandConfiguration;
import org.meterport.hub.outbox.adapter.OutboxConfiguration;
import org.meterport.hub.party.adapter.PartyConfiguration;
import org.meterport.hub.portal.adapter.PortalConfiguration;
import org.meterport.hub.premise.adapter.PremiseConfiguration;
import org.meterport.hub.rebranding.adapter.RebrandingConfiguration;
import org.meterport.hub.report.adapter.ReportConfiguration;
import org.meterport.hub.routing.adapter.DeadLetterConfiguration;
import org.meterport.hub.routing.adapter.RoutingConfiguration;
import org.meterport.hub.sandbox.adapter.SandboxConfiguration;
import org.meterport.hub.schedule.adapter.ScheduleConfiguration;
import org.meterport.hub.secrets.SecretFolder;
import org.meterport.hub.shared.Ids;
import org.meterport.hub.shared.UlidIds;
import org.meterport.hub.signin.adapter.SignInConfiguration;
import org.meterport.hub.timing.adapter.TimingConfiguration;
import org.meterport.hub.tls.adapter.TlsConfiguration;
import org.meterport.hub.usage.adapter.UsageConfiguration;
import org.meterport.hub.webhook.adapter.WebhookConfiguration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The hub. What it consists of stands in {@code @Import}; nothing is found by scanning. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableScheduling
@Import({
    AccountConfiguration.class,
    ConformanceConfiguration.class,
    DatabaseConfiguration.class,
    BrokerConfiguration.class,
    OutboxConfiguration.class,
    TimingConfiguration.class,
    SecurityConfiguration.class,
    ApiConfiguration.class,
    TlsConfiguration.class,
    WebServerConfiguration.class,
    FlowConfiguration.class,
    PartyConfiguration.class,
    LimitConfiguration.class,
    MailConfiguration.class,
    MailCatcherConfiguration.class,
    SignInConfiguration.class,
    PortalConfiguration.class,
    PremiseConfiguration.class,
    AgreementConfiguration.class,
    RoutingConfiguration.class,
    DeadLetterConfiguration.class,
    AuditConfiguration.class,
    UsageConfiguration.class,
    ReportConfiguration.class,
    RebrandingConfiguration.class,
    ScheduleConfiguration.class,
    DownloadConfiguration.class,
    WebhookConfiguration.class,
    HanConfiguration.class,
    HeadEndConfiguration.class,
    RemoteHeadEndConfiguration.class,
    UtilityHeadEndConfiguration.class,
    DongleConfiguration.class,
    OnDemandConfiguration.class,
    SandboxConfiguration.class,
    FileDropConfiguration.class,
})
public class HubApplication {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    SecureRandom random() {
        return new SecureRandom();
    }

    @Bean
    Ids ids(Clock clock, SecureRandom random) {
        return new UlidIds(clock, random);
    }

    @Bean
    SecretFolder secretFolder(@Value("${meterport.data}") Path data, SecureRandom random) {
        return new SecretFolder(data.resolve("secrets"), random);
    }
}
