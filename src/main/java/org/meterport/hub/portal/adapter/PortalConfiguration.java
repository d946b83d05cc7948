package org.meterport.hub.portal.adapter;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
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
    StartPages startPages(
            @Value("${meterport.schemas}") Path schemas,
            @Value("${meterport.root:.}") Path root,
            Environment settings) {
        return new StartPages(
                new DocumentFolder(schemas.resolve("openapi"), ".yaml"),
                new DocumentFolder(root.resolve("docs"), ".md"),
                settings);
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
}
