package org.meterport.hub.mailcatcher.adapter;

import static org.springframework.test.web.servlet.setup.MockMvcBuilders.webAppContextSetup;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.meterport.hub.mailcatcher.MailFolder;
import org.meterport.hub.shared.StoppedClock;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.thymeleaf.ThymeleafAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.mock.web.MockServletContext;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** The catcher as it is wired, on a free port, and its pages as templates render them. */
final class CatcherUnderTest implements AutoCloseable {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();

    CatcherUnderTest(Path folder, String... settings) {
        context.setServletContext(new MockServletContext());
        TestPropertyValues.of("meterport.mail-catcher.smtp-port=0", "meterport.mail-catcher.folder=" + folder)
                .and(settings)
                .applyTo(context);
        context.register(Wiring.class);
        context.refresh();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebMvc
    @ImportAutoConfiguration(ThymeleafAutoConfiguration.class)
    @Import(MailCatcherConfiguration.class)
    static class Wiring {

        @Bean
        Clock clock() {
            return new StoppedClock(NOON);
        }
    }

    MockMvc pages() {
        return webAppContextSetup(context).build();
    }

    int port() {
        return context.getBean(MailCatcher.class).port();
    }

    MailFolder folder() {
        return context.getBean(MailFolder.class);
    }

    HealthIndicator health() {
        return context.getBean("mailCatcherHealthIndicator", HealthIndicator.class);
    }

    SmtpTalk talk() {
        try {
            return new SmtpTalk(port());
        } catch (java.io.IOException unreachable) {
            throw new java.io.UncheckedIOException(unreachable);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
