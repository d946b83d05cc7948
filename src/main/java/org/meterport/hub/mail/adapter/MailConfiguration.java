package org.meterport.hub.mail.adapter;

import java.time.Clock;
import java.util.Set;
import org.apache.camel.component.mail.MailComponent;
import org.apache.camel.spi.ComponentCustomizer;
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
    MailConnections mailConnections(Clock clock) {
        return new MailConnections(clock);
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
