package org.meterport.hub.api.adapter;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Clock;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.spi.ComponentCustomizer;
import org.meterport.hub.limits.RateLimiter;
import org.meterport.hub.limits.adapter.LimitSettings;
import org.meterport.hub.shared.Ids;
import org.meterport.hub.shared.Transactions;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires the HTTP interfaces. */
@Configuration(proxyBeanMethods = false)
public class ApiConfiguration {

    @Bean
    ApiContract apiContract(@Value("${meterport.schemas}") Path schemas) {
        return ApiContract.read(schemas.resolve("openapi"));
    }

    @Bean
    ApiEntry apiEntry(
            ApiContract contract,
            ObjectMapper json,
            @Value("${meterport.api.max-body-bytes}") int maxBodyBytes,
            CallerStanding standing,
            RateLimiter limiter,
            LimitSettings limits,
            ConformanceGate gate) {
        return new ApiEntry(
                contract,
                json,
                maxBodyBytes,
                standing,
                new CallLimits(
                        limiter,
                        limits.calls().named("calls"),
                        limits.registrations().named("registrations"),
                        limits.allRegistrations().named("all-registrations")),
                gate);
    }

    @Bean
    ApiReplyWriter apiReply(ObjectMapper json, ConformanceGate gate) {
        return new ApiReplyWriter(json, gate);
    }

    @Bean
    JsonBodies jsonBodies(ObjectMapper json) {
        return new JsonBodies(json);
    }

    @Bean
    ProblemReply problemReply(ApiContract contract, ObjectMapper json) {
        return new ProblemReply(contract, json);
    }

    @Bean
    FirstAnswers firstAnswers(Transactions transactions, JdbcTemplate jdbc, ObjectMapper json, Clock clock) {
        return new FirstAnswers(transactions, jdbc, json, clock);
    }

    @Bean
    ErrorReply errorReply(ObjectMapper json) {
        return new ErrorReply(json);
    }

    /** First of all filters, so that every refusal carries the id. */
    @Bean
    FilterRegistrationBean<RequestIdFilter> requestIdFilter(Ids ids) {
        var registration = new FilterRegistrationBean<>(new RequestIdFilter(ids));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    /** Before security, which judges the canonical path. */
    @Bean
    FilterRegistrationBean<SmtPathFilter> smtPathFilter(ApiContract contract) {
        var registration = new FilterRegistrationBean<>(new SmtPathFilter(contract.smtPaths()));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return registration;
    }

    @Bean
    FilterRegistrationBean<BodyLimitFilter> bodyLimitFilter(
            @Value("${meterport.api.max-body-bytes}") int maxBodyBytes) {
        var registration = new FilterRegistrationBean<>(new BodyLimitFilter(maxBodyBytes));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return registration;
    }

    /** Behind all others, security above all. */
    @Bean
    FilterRegistrationBean<FlowFilter> flowFilter(ApiContract contract, ObjectMapper json) {
        var registration = new FilterRegistrationBean<>(new FlowFilter(contract.bases(), json));
        registration.setOrder(Ordered.LOWEST_PRECEDENCE);
        return registration;
    }

    @Bean
    ComponentCustomizer callsGoToTheirFlows(FilterRegistrationBean<FlowFilter> flowFilter) {
        return ComponentCustomizer.builder(PlatformHttpComponent.class)
                .build(component -> component.addPlatformHttpListener(flowFilter.getFilter()));
    }

    /** After the starter's customizer, as Camel runs those of equal order in any order. */
    @Bean
    ComponentCustomizer allowListHeaders(ApiContract contract) {
        return ComponentCustomizer.builder(PlatformHttpComponent.class)
                .withOrder(org.apache.camel.Ordered.LOWEST)
                .build(component -> component.setHeaderFilterStrategy(new AllowListHeaders(contract.parameterNames())));
    }
}
