package org.meterport.hub.api.adapter;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.shared.Ids;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request its id: the caller's {@code Request-Id} if it is a decent one, else a new one. It is returned, and
 * stands in every log line of the request and of the flows it causes.
 */
public final class RequestIdFilter extends OncePerRequestFilter {

    /** Header, request and reply. */
    public static final String HEADER = "Request-Id";

    private static final Pattern DECENT = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final Ids ids;

    public RequestIdFilter(Ids ids) {
        this.ids = ids;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String given = request.getHeader(HEADER);
        String id = given != null && DECENT.matcher(given).matches() ? given : ids.next("req_");
        response.setHeader(HEADER, id);
        MDC.put("requestId", id);
        try {
            chain.doFilter(new Identified(request, id), response);
        } finally {
            MDC.remove("requestId");
        }
    }

    private static final class Identified extends HttpServletRequestWrapper {

        private final String id;

        Identified(HttpServletRequest request, String id) {
            super(request);
            this.id = id;
        }

        @Override
        public @Nullable String getHeader(String name) {
            return name.equalsIgnoreCase(HEADER) ? id : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return name.equalsIgnoreCase(HEADER) ? Collections.enumeration(List.of(id)) : super.getHeaders(name);
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            List<String> names = Collections.list(super.getHeaderNames());
            if (names.stream().noneMatch(HEADER::equalsIgnoreCase)) {
                names.add(HEADER);
            }
            return Collections.enumeration(names);
        }
    }
}
