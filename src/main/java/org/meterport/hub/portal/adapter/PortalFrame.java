package org.meterport.hub.portal.adapter;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.shared.Ids;
import org.meterport.hub.signin.adapter.VisitorLogin;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/** What every page of the portal needs besides its own content: who looks at it, and a new key for its forms. */
final class PortalFrame implements HandlerInterceptor {

    private static final PortalWords WORDS = new PortalWords();

    private final StaffDirectory directory;
    private final Ids ids;

    PortalFrame(StaffDirectory directory, Ids ids) {
        this.directory = directory;
        this.ids = ids;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token) {
            // read now: a session cannot begin any more once a long page is on its way
            token.getToken();
        }
        if (SecurityContextHolder.getContext().getAuthentication() instanceof VisitorLogin login) {
            request.setAttribute(Staff.ATTRIBUTE, directory.staff(login.visitor()));
        }
        return true;
    }

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
        if (page == null || String.valueOf(page.getViewName()).startsWith("redirect:")) {
            return;
        }
        page.addObject(Staff.ATTRIBUTE, request.getAttribute(Staff.ATTRIBUTE));
        page.addObject("w", WORDS);
        page.getModel().putIfAbsent("formKey", ids.next("form_"));
    }
}
