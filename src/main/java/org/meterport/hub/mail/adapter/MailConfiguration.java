package org.meterport.hub.mail.adapter;

import jakarta.mail.util.StreamProvider;
import java.time.Clock;
import java.util.Base64;
import java.util.Set;
import org.apache.camel.component.mail.MailComponent;
import org.apache.camel.spi.ComponentCustomizer;
import org.eclipse.angus.mail.util.MailStreamProvider;
import org.meterport.hub.mail.BounceAddresses;
import org.meterport.hub.secrets.SecretFolder;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.spring6.templateresolver.SpringResourceTemplateResolver;
import org.thymeleaf.templatemode.TemplateMode;

/** Wires mails; {@code mailMessages} is what flows call around a mail server. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailSettings.class)
public class MailConfiguration {

    static {
        // Jakarta Mail looks for it in every file of the class path again, several times a mail, unless it is named
        if (System.getProperty(StreamProvider.class.getName()) == null) {
            System.setProperty(StreamProvider.class.getName(), MailStreamProvider.class.getName());
        }
    }

    /** Beside Spring Boot's own resolver, which reads every template as HTML. */
    @Bean
    SpringResourceTemplateResolver plainMailTemplates(ApplicationContext context) {
        var resolver = new SpringResourceTemplateResolver();
        resolver.setApplicationContext(context);
        resolver.setPrefix("classpath:/templates/");
        resolver.setResolvablePatterns(Set.of("mail/*.txt"));
        resolver.setTemplateMode(TemplateMode.TEXT);
        resolver.setCharacterEncoding("UTF-8");
        resolver.setOrder(1);
        return resolver;
    }

    @Bean
    MailTemplates mailTemplates(ITemplateEngine engine, MessageSource texts, MailSettings settings) {
        return new MailTemplates(engine, texts, settings);
    }

    @Bean
    MailMessages mailMessages(MailSettings settings) {
        return new MailMessages(settings);
    }

    @Bean(destroyMethod = "close")
    MailConnections mailConnections(Clock clock, BounceAddresses bounceAddresses) {
        return new MailConnections(clock, bounceAddresses);
    }

    @Bean
    BounceAddresses bounceAddresses(MailSettings settings, SecretFolder secrets) {
        return new BounceAddresses(settings.bounces(), Base64.getUrlDecoder().decode(secrets.secret("link-key")));
    }

    @Bean
    MailBounces mailBounces(BounceAddresses bounceAddresses) {
        return new MailBounces(bounceAddresses);
    }

    @Bean
    ComponentCustomizer keptMailConnections(MailConnections connections) {
        return ComponentCustomizer.builder(MailComponent.class)
                .build(component -> component.setConfiguration(connections.configuration()));
    }

    @Bean
    HealthIndicator mailServerHealthIndicator(MailSettings settings) {
        return new MailServerHealth(settings);
    }
}
