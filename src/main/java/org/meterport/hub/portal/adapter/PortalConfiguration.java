package org.meterport.hub.portal.adapter;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.apache.camel.CamelContext;
import org.meterport.hub.api.adapter.CallerStanding;
import org.meterport.hub.party.CheckSecret;
import org.meterport.hub.party.ThirdParties;
import org.meterport.hub.party.Users;
import org.meterport.hub.portal.DocumentFolder;
import org.meterport.hub.shared.Ids;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.signin.LimitSignIns;
import org.meterport.hub.signin.Visitor;
import org.meterport.hub.signin.adapter.VisitorPages;
import org.meterport.hub.signin.adapter.VisitorSessions;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.thymeleaf.ITemplateEngine;

/** Wires the start page and the portal for Third Parties' staff. */
@Configuration(proxyBeanMethods = false)
public class PortalConfiguration {

    @Bean
    StartPages startPages(@Value("${meterport.schemas}") Path schemas, Environment settings) {
        return new StartPages(new DocumentFolder(schemas.resolve("openapi"), ".yaml"), settings);
    }

    @Bean
    @Order(2)
    SecurityFilterChain portalFilterChain(
            HttpSecurity http, VisitorPages pages, StaffDirectory directory, PortalRefusals refusals) throws Exception {
        return pages.guard(http, Visitor.Kind.THIRD_PARTY, "/portal", directory, refusals, "/portal/register");
    }

    @Bean
    StaffDirectory staffDirectory(
            CallerStanding standing, ThirdParties thirdParties, Users users, Transactions transactions) {
        return new StaffDirectory(standing, thirdParties, users, transactions);
    }

    @Bean
    WebMvcConfigurer portalFrame(StaffDirectory directory, Ids ids) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new PortalFrame(directory, ids)).addPathPatterns("/portal", "/portal/**");
            }
        };
    }

    @Bean
    PortalRefusals portalRefusals(ITemplateEngine engine) {
        return new PortalRefusals(engine);
    }

    @Bean
    PortalCalls portalCalls(CamelContext flows, ObjectMapper json) {
        return new PortalCalls(flows.createProducerTemplate(), json);
    }

    @Bean
    SignInPages signInPages(CheckSecret checkSecret, LimitSignIns limit, VisitorSessions sessions) {
        return new SignInPages(checkSecret, limit, sessions);
    }

    @Bean
    HomePage homePage(PortalCalls calls) {
        return new HomePage(calls);
    }

    @Bean
    InvitationPages invitationPages(PortalCalls calls) {
        return new InvitationPages(calls);
    }

    @Bean
    AgreementPages agreementPages(PortalCalls calls) {
        return new AgreementPages(calls);
    }

    @Bean
    UsagePages usagePages(PortalCalls calls, Clock clock) {
        return new UsagePages(calls, clock);
    }

    @Bean
    ReportPages reportPages(PortalCalls calls) {
        return new ReportPages(calls);
    }

    @Bean
    SchedulePages schedulePages(PortalCalls calls) {
        return new SchedulePages(calls);
    }

    @Bean
    DevicePages devicePages(PortalCalls calls) {
        return new DevicePages(calls);
    }

    @Bean
    MessagePages messagePages(PortalCalls calls) {
        return new MessagePages(calls);
    }

    @Bean
    UserPages userPages(PortalCalls calls) {
        return new UserPages(calls);
    }

    @Bean
    CompanyPages companyPages(PortalCalls calls) {
        return new CompanyPages(calls);
    }

    @Bean
    RegistrationPages registrationPages(
            PortalCalls calls, @Value("${meterport.party.terms-version:2026-01}") String termsVersion) {
        return new RegistrationPages(calls, termsVersion);
    }

    @Bean
    HelpPages helpPages(
            @Value("${meterport.root:.}") Path root,
            @Value("${meterport.portal.guides:}") List<String> guides,
            @Value("${meterport.mail.help:}") String desk) {
        return new HelpPages(new Guides(new DocumentFolder(root.resolve("docs"), ".md"), guides), desk);
    }
}
