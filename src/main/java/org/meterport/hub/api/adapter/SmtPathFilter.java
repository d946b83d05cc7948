package org.meterport.hub.api.adapter;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets programs written for SMT in: their paths come in irregular case, with or without a trailing slash, with or
 * without {@code /v2}, and their JSON sometimes under a form's content type. Here they take the contract's one form; any
 * other path passes untouched.
 */
public final class SmtPathFilter extends OncePerRequestFilter {

    /** Where the contract puts SMT's calls. */
    public static final String PREFIX = "/v2";

    /** Request attribute: the path is one of SMT's, however it was written. */
    static final String SMT = SmtPathFilter.class.getName() + ".SMT";

    /** Request attribute: it was written without {@link #PREFIX}, as SMT's older clients do. */
    static final String BARE = SmtPathFilter.class.getName() + ".BARE";

    private final Map<String, String> canonical = new HashMap<>();

    /** @param paths the contract's SMT paths, relative to {@link #PREFIX}, for example {@code /token/} */
    public SmtPathFilter(Collection<String> paths) {
        canonical.putAll(paths.stream().collect(Collectors.toMap(SmtPathFilter::key, path -> PREFIX + path)));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = key(request.getRequestURI());
        String target = canonical.get(path.startsWith(PREFIX + "/") ? path.substring(PREFIX.length()) : path);
        if (target != null) {
            request.setAttribute(SMT, true);
            if (!path.startsWith(PREFIX + "/")) {
                request.setAttribute(BARE, true);
            }
        }
        chain.doFilter(target == null ? request : new Canonical(request, target), response);
    }

    private static String key(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static final class Canonical extends HttpServletRequestWrapper {

        private static final List<String> TAKEN_FOR_JSON =
                List.of("application/x-www-form-urlencoded", "text/plain", "application/octet-stream");

        private final String path;

        Canonical(HttpServletRequest request, String path) {
            super(request);
            this.path = path;
        }

        @Override
        public String getRequestURI() {
            return path;
        }

        @Override
        public String getServletPath() {
            return path;
        }

        @Override
        public StringBuffer getRequestURL() {
            return new StringBuffer(getScheme() + "://" + getServerName() + ":" + getServerPort() + path);
        }

        @Override
        public @Nullable String getContentType() {
            String type = super.getContentType();
            return type == null || TAKEN_FOR_JSON.stream().anyMatch(type.toLowerCase(Locale.ROOT)::startsWith)
                    ? "application/json"
                    : type;
        }

        @Override
        public @Nullable String getHeader(String name) {
            return name.equalsIgnoreCase("Content-Type") ? getContentType() : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return name.equalsIgnoreCase("Content-Type")
                    ? Collections.enumeration(List.of(String.valueOf(getContentType())))
                    : super.getHeaders(name);
        }
    }
}
