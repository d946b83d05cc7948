package org.meterport.hub.signin.adapter;

import java.time.Clock;
import java.util.List;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.signin.LimitSignIns;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Wires sign-in and sessions. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SignInSettings.class)
public class SignInConfiguration {

    /** Where there are pages with sessions. The APIs are elsewhere and never touch one. */
    private static final List<String> PAGES = List.of("/portal", "/portal/*", "/account", "/account/*");

    /** Cleans up on its own, every minute on every node. */
    @Bean
    JdbcIndexedSessionRepository sessionRepository(
            JdbcTemplate jdbc, PlatformTransactionManager manager, SignInSettings settings) {
        var own = new TransactionTemplate(manager);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        var repository = new JdbcIndexedSessionRepository(jdbc, own);
        repository.setTableName("portal_session");
        // our own clock says when it ends; this only lets the row go
        repository.setDefaultMaxInactiveInterval(settings.idle());
        return repository;
    }

    @Bean
    FilterRegistrationBean<SessionRepositoryFilter<?>> sessionFilter(JdbcIndexedSessionRepository sessions) {
        var cookie = new DefaultCookieSerializer();
        cookie.setCookieName("meterport");
        cookie.setUseHttpOnlyCookie(true);
        // not Strict: links in mails lead here, and every form has a token besides
        cookie.setSameSite("Lax");
        var ids = new CookieHttpSessionIdResolver();
        ids.setCookieSerializer(cookie);
        var filter = new SessionRepositoryFilter<>(sessions);
        filter.setHttpSessionIdResolver(ids);
        var registration = new FilterRegistrationBean<SessionRepositoryFilter<?>>(filter);
        registration.setUrlPatterns(PAGES);
        registration.setOrder(SessionRepositoryFilter.DEFAULT_ORDER);
        return registration;
    }

    @Bean
    VisitorSessions visitorSessions(SignInSettings settings, Clock clock) {
        return new VisitorSessions(settings.idle(), settings.longest(), clock);
    }

    @Bean
    VisitorPages visitorPages(VisitorSessions sessions) {
        return new VisitorPages(sessions);
    }

    @Bean
    LimitSignIns limitSignIns(Transactions transactions, JdbcTemplate jdbc, SignInSettings settings, Clock clock) {
        return new LimitSignIns(transactions, new JdbcSignInAttempts(jdbc), settings.limit(), clock);
    }
}
