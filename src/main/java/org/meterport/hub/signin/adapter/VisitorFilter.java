package org.meterport.hub.signin.adapter;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.signin.Visitor;
import org.meterport.hub.signin.VisitorStanding;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Tells Spring Security who is signed in, for pages of one kind; shows whoever was stopped the way out. */
final class VisitorFilter extends OncePerRequestFilter {

    private final VisitorSessions sessions;
    private final Visitor.Kind kind;
    private final VisitorStanding standing;
    private final String signInPage;

    VisitorFilter(VisitorSessions sessions, Visitor.Kind kind, VisitorStanding standing, String signInPage) {
        this.sessions = sessions;
        this.kind = kind;
        this.standing = standing;
        this.signInPage = signInPage;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Visitor> visitor = sessions.visitor(request).filter(one -> one.kind() == kind);
        if (visitor.isPresent()) {
            try {
                standing.require(visitor.get());
            } catch (Rejection stopped) {
                sessions.signOut(request);
                response.sendRedirect(signInPage + "?why=" + stopped.code());
                return;
            }
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(new VisitorLogin(visitor.get()));
            SecurityContextHolder.setContext(context);
        }
        chain.doFilter(request, response);
    }
}
