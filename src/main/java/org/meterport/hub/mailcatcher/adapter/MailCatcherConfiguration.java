package org.meterport.hub.mailcatcher.adapter;

import java.time.Clock;
import org.meterport.hub.mail.BounceAddresses;
import org.meterport.hub.mailcatcher.MailFolder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Wires the mail catcher; a hub with a real mail server leaves it out. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "meterport.mail-catcher.enabled", matchIfMissing = true)
@EnableConfigurationProperties(MailCatcherSettings.class)
public class MailCatcherConfiguration {

    @Bean
    MailFolder mailFolder(MailCatcherSettings settings, Clock clock) {
        return new MailFolder(settings.folder(), clock);
    }

    @Bean
    MailCatcher mailCatcher(
            MailCatcherSettings settings,
            MailFolder mailFolder,
            Clock clock,
            ObjectProvider<BounceAddresses> bounceAddresses) {
        var reports = new MailFolder(settings.folder().resolve("reports"), clock);
        return new MailCatcher(
                settings,
                mailFolder,
                reports,
                address -> bounceAddresses.stream().anyMatch(ours -> ours.isFor(address)));
    }

    @Bean
    MailPages mailPages(MailFolder mailFolder, MailCatcher mailCatcher) {
        return new MailPages(new CaughtMails(mailFolder), mailCatcher);
    }

    @Bean
    MailJson mailJson(MailFolder mailFolder) {
        return new MailJson(new CaughtMails(mailFolder));
    }

    @Bean
    WebMvcConfigurer mailPagesGuard(MailCatcherSettings settings) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new OwnMachineOnly(settings.pagesForAll()))
                        .addPathPatterns("/mail", "/mail/**");
            }
        };
    }

    @Bean
    HealthIndicator mailCatcherHealthIndicator(MailFolder mailFolder, MailCatcher mailCatcher) {
        return () -> {
            var trouble = mailFolder.trouble();
            boolean up = trouble.isEmpty() && mailCatcher.isRunning();
            var health = (up ? Health.up() : Health.down())
                    .withDetail("port", mailCatcher.port())
                    .withDetail("folder", mailFolder.path().toString());
            trouble.ifPresent(cause -> health.withDetail("cause", cause + "; senders keep their mails and try again"));
            return health.build();
        };
    }
}
