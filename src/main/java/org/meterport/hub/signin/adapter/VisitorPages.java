package org.meterport.hub.signin.adapter;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.meterport.hub.signin.Visitor;
import org.meterport.hub.signin.VisitorStanding;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Guards the pages of one kind of visitor: only whoever signed in as that kind, every form with the token of its session,
 * no scripts, nothing from elsewhere, in nobody's frame.
 */
public final class VisitorPages {

    private static final String CONTENT_POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:;"
            + " form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private final VisitorSessions sessions;

    VisitorPages(VisitorSessions sessions) {
        this.sessions = sessions;
    }

    /**
     * @param root the pages' path, without a slash at its end; {@code root/sign-in} is where whoever has not signed in goes
     * @param open further paths for everybody
     * @param refusal what a form without its token gets
     */
    public SecurityFilterChain guard(
            HttpSecurity http,
            Visitor.Kind kind,
            String root,
            VisitorStanding standing,
            AccessDeniedHandler refusal,
            String... open)
            throws Exception {
        String signInPage = root + "/sign-in";
        return http.securityMatcher(root, root + "/**")
                .authorizeHttpRequests(requests -> requests.requestMatchers(signInPage)
                        .permitAll()
                        .requestMatchers(open)
                        .permitAll()
                        .anyRequest()
                        .hasAuthority(kind.name()))
                .addFilterBefore(
                        new VisitorFilter(sessions, kind, standing, signInPage), AnonymousAuthenticationFilter.class)
                .securityContext(
                        context -> context.securityContextRepository(new RequestAttributeSecurityContextRepository()))
                .exceptionHandling(errors -> errors.authenticationEntryPoint((request, response, failure) ->
                                response.sendRedirect(signInPage + "?next=" + next(request)))
                        .accessDeniedHandler(refusal))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // the session is a new one at sign-in; a new token at every click would spoil the forms of other tabs
                .csrf(csrf -> csrf.csrfTokenRepository(new HttpSessionCsrfTokenRepository())
                        .sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy()))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                        .frameOptions(frames -> frames.deny())
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)))
                .build();
    }

    /** Only what is looked at can be come back to; a form is not sent again. */
    private static String next(HttpServletRequest request) {
        if (!"GET".equals(request.getMethod())) {
            return "";
        }
        String query = request.getQueryString();
        return URLEncoder.encode(request.getRequestURI() + (query == null ? "" : "?" + query), StandardCharsets.UTF_8);
    }
}
