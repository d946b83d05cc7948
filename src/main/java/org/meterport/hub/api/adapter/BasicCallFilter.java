package org.meterport.hub.api.adapter;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.meterport.hub.api.ApiProblem;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Unavailable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * SMT's older way in, for its paths without {@code /v2}: HTTP Basic at every call, over a connection with the company's
 * client certificate. A bearer token is taken there as well; at {@code /v2} only that.
 */
final class BasicCallFilter extends OncePerRequestFilter {

    private final BasicSignIn signIn;
    private final ObjectMapper json;
    private final boolean plainLoopback;
    private final RequestAttributeSecurityContextRepository logins = new RequestAttributeSecurityContextRepository();

    /** @param plainLoopback whether calls from this machine without TLS need no certificate */
    BasicCallFilter(BasicSignIn signIn, ObjectMapper json, boolean plainLoopback) {
        this.signIn = signIn;
        this.json = json;
        this.plainLoopback = plainLoopback;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String login = request.getHeader("Authorization");
        return request.getAttribute(SmtPathFilter.BARE) == null
                || request.getRequestURI().equals(SmtPathFilter.PREFIX + "/token/")
                || (login != null && login.toLowerCase(Locale.ROOT).startsWith("bearer "));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            String[] pair = pair(request.getHeader("Authorization"));
            ApiCaller caller = signIn.signIn(
                    pair[0],
                    pair[1],
                    CallLimits.network(request.getRemoteAddr()),
                    certificate(request),
                    plainLoopback && isPlainLoopback(request));
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(caller, null, List.of()));
            SecurityContextHolder.setContext(context);
            logins.saveContext(context, request, response);
        } catch (Rejection refused) {
            refused.retryAfter()
                    .ifPresent(wait -> response.setHeader(
                            "Retry-After", String.valueOf(wait.plusMillis(999).toSeconds())));
            SecurityConfiguration.write(json, request, response, refused.reason(), refused.detail());
            return;
        } catch (Unavailable away) {
            response.setHeader("Retry-After", "5");
            SecurityConfiguration.write(
                    json, request, response, ApiProblem.DEPENDENCY_AWAY, "The database is away; try again shortly.");
            return;
        }
        chain.doFilter(request, response);
    }

    private static String[] pair(String login) {
        if (login == null || !login.toLowerCase(Locale.ROOT).startsWith("basic ")) {
            throw new Rejection(
                    ApiProblem.BASIC_MISSING, "Send the API user and its password as HTTP Basic, or a bearer token.");
        }
        try {
            String text =
                    new String(Base64.getDecoder().decode(login.substring(6).strip()), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            if (colon > 0 && colon < text.length() - 1) {
                return new String[] {text.substring(0, colon), text.substring(colon + 1)};
            }
        } catch (IllegalArgumentException noBase64) {
            // told below, as an empty name is
        }
        throw new Rejection(ApiProblem.BASIC_EMPTY, "User name or password is missing in the HTTP Basic header.");
    }

    private static Optional<X509Certificate> certificate(HttpServletRequest request) {
        return request.getAttribute("jakarta.servlet.request.X509Certificate") instanceof X509Certificate[] chain
                        && chain.length > 0
                ? Optional.of(chain[0])
                : Optional.empty();
    }

    /** What a proxy on this machine passes on comes from elsewhere. */
    private static boolean isPlainLoopback(HttpServletRequest request) {
        try {
            return !request.isSecure()
                    && request.getHeader("Forwarded") == null
                    && request.getHeader("X-Forwarded-For") == null
                    && InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
        } catch (UnknownHostException noLiteral) {
            return false;
        }
    }
}
