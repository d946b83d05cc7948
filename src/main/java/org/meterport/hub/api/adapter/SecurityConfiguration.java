package org.meterport.hub.api.adapter;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.meterport.hub.api.ApiProblem;
import org.meterport.hub.secrets.SecretFolder;
import org.meterport.hub.shared.ProblemCode;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.PathPatternRequestMatcherBuilderFactoryBean;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;

/**
 * Who may knock where. The APIs want a bearer token, except the call that gives one; pages for customers carry their
 * right in a signed link and use neither cookie nor session, so there is nothing a foreign page could ride on.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
public class SecurityConfiguration {

    private static final String CONTENT_POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self';"
                    + " font-src 'self'; form-action 'self'; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'";

    /** Rules are about paths, whatever answers there. */
    @Bean
    static PathPatternRequestMatcherBuilderFactoryBean requestMatcherBuilder() {
        return new PathPatternRequestMatcherBuilderFactoryBean();
    }

    @Bean
    static NoSecondLook noSecondLook(ApplicationContext context) {
        return new NoSecondLook(context);
    }

    /** The operator's API: a name and the hub's own password at every call, no session. */
    @Bean
    @Order(1)
    SecurityFilterChain operatorFilterChain(HttpSecurity http, ObjectMapper json, SecretFolder secrets)
            throws Exception {
        AuthenticationEntryPoint refusal = (request, response, failure) -> {
            response.setHeader("WWW-Authenticate", "Basic realm=\"operator\"");
            write(
                    json,
                    request,
                    response,
                    ApiProblem.NOT_AUTHENTICATED,
                    "Send the user operator and the password from the hub's secret operator-password.");
        };
        return http.securityMatcher("/operator/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().hasAuthority(OperatorLogin.ROLE))
                .authenticationProvider(new OperatorLogin(secrets.secret("operator-password")))
                .httpBasic(basic -> basic.authenticationEntryPoint(refusal)
                        .securityContextRepository(new RequestAttributeSecurityContextRepository()))
                .exceptionHandling(errors -> errors.authenticationEntryPoint(refusal))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    SecurityFilterChain securityFilterChain(
            HttpSecurity http,
            ObjectMapper json,
            BasicSignIn basicSignIn,
            @Value("${meterport.api.plain-loopback}") boolean plainLoopback)
            throws Exception {
        var basic = new BasicCallFilter(basicSignIn, json, plainLoopback);
        return http.addFilterBefore(basic, BearerTokenAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> requests.requestMatchers("/v2/token/", "/api/v1/registrations")
                        .permitAll()
                        .requestMatchers("/api/**", "/v2/**")
                        .authenticated()
                        .anyRequest()
                        .permitAll())
                .oauth2ResourceServer(server -> server.jwt(jwt -> {}).authenticationEntryPoint(refusal(json)))
                .exceptionHandling(errors -> errors.authenticationEntryPoint(refusal(json)))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                        .frameOptions(frames -> frames.sameOrigin())
                        .referrerPolicy(referrer -> referrer.policy(
                                org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter
                                        .ReferrerPolicy.NO_REFERRER)))
                .build();
    }

    /** A span and a timer around each of a dozen filters tell nobody anything; the call as a whole is measured. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    JwtDecoder jwtDecoder(SecretFolder secrets, Clock clock) {
        return new KnownTokens(
                NimbusJwtDecoder.withSecretKey(key(secrets))
                        .macAlgorithm(MacAlgorithm.HS256)
                        .build(),
                clock);
    }

    @Bean
    JwtEncoder jwtEncoder(SecretFolder secrets) {
        return new NimbusJwtEncoder(new com.nimbusds.jose.jwk.source.ImmutableSecret<>(key(secrets)));
    }

    private static SecretKey key(SecretFolder secrets) {
        return new SecretKeySpec(
                Base64.getUrlDecoder().decode(secrets.secret("token-key").getBytes(StandardCharsets.US_ASCII)),
                "HmacSHA256");
    }

    private static AuthenticationEntryPoint refusal(ObjectMapper json) {
        return (request, response, failure) -> {
            response.setHeader("WWW-Authenticate", "Bearer");
            write(
                    json,
                    request,
                    response,
                    ApiProblem.NOT_AUTHENTICATED,
                    "The bearer token is missing, expired or not ours; get one with POST /v2/token/.");
        };
    }

    /** Writes a problem in the shape its path calls for; for refusals made before a flow runs. */
    static void write(
            ObjectMapper json,
            HttpServletRequest request,
            HttpServletResponse response,
            ProblemCode code,
            String detail)
            throws IOException {
        String requestId = String.valueOf(response.getHeader(RequestIdFilter.HEADER));
        boolean smt = request.getAttribute(SmtPathFilter.SMT) != null || Problems.isSmt(request.getRequestURI());
        response.setStatus(code.httpStatus());
        response.setContentType(smt ? "application/json" : "application/problem+json");
        response.getOutputStream()
                .write(json.writeValueAsBytes(
                        smt
                                ? Problems.smt(code, detail, requestId)
                                : Problems.problem(code, detail, requestId, List.of())));
    }
}
